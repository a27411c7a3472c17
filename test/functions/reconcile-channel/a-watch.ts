import { reconcileChannel } from "../../../functions/reconcile-channel/reconcile-channel.ts";
import type { WatchedChannel } from "../../../functions/reconcile-channel/watched-channel.ts";
import type { ChannelMemory } from "../../../shared/domain/channels/channel-memory.ts";
import type { PlatformAbility } from "../../../shared/domain/channels/decide-upkeep.ts";
import { ChannelId } from "../../../shared/domain/ids.ts";
import type { Access } from "../../../shared/platforms/platform-connector.ts";
import type { PublishedEvent } from "../../../shared/ports/event-publisher.ts";
import type { IntakeQueue } from "../../../shared/ports/intake-queue.ts";
import { aChannelMemory } from "../../builders/a-channel-memory.ts";
import { fakeConnector } from "../../doubles/fake-connector.ts";
import { memoryChannelMemories, memoryRefreshLeases } from "../../doubles/memory-channels.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

export const at = (time: string): Date => new Date(`2026-11-21T${time}.000Z`);
export const iso = (time: string): string => at(time).toISOString();
export const id = ChannelId.parse("x");

const onX: PlatformAbility = {
  refreshes: true,
  replays: true,
  searches: "always",
  budget: { dollarsPerDay: 0, dollarsPerMonth: 0 },
};
export const paidOnX: PlatformAbility = { ...onX, budget: { dollarsPerDay: 1, dollarsPerMonth: 10 } };
export const onMeta: PlatformAbility = {
  ...onX,
  refreshes: false,
  replays: false,
  searches: "afterOutage",
};

type Wish = {
  readonly ability?: PlatformAbility;
  readonly memory?: Partial<ChannelMemory>;
  readonly access?: Access;
};

/** One channel on doubles, with everything that can be seen of its being looked after. */
export const aWatch = ({ ability = onX, memory = {}, access = { accessToken: "token 1" } }: Wish = {}) => {
  const connector = fakeConnector();
  const memories = memoryChannelMemories();
  memories.put(aChannelMemory(memory));
  const telemetry = recordedTelemetry();
  const events: PublishedEvent[] = [];
  const intake: Parameters<IntakeQueue["put"]>[0][] = [];
  const heard: Record<"webhooks" | "handshakes" | "lost", Date[]> = {
    webhooks: [],
    handshakes: [],
    lost: [],
  };
  let kept = access;
  const channel: WatchedChannel = {
    identity: { id, account: "2244994945" },
    platform: "x",
    split: (body) => [body],
    isChallenged: true,
    ability,
    api: {
      connector,
      accessSecretId: "access of x",
      neededFields: ["accessToken"],
      connected: async (tokens) => ({
        channel: { id, account: "2244994945" },
        webhookUrl: "https://example.com/webhooks/x",
        access: tokens,
        api: "https://api.example.com/",
      }),
    },
  };
  const ports: Parameters<typeof reconcileChannel>[0] = {
    memories,
    hearing: { between: async () => heard },
    events: { publish: async (published) => void events.push(...published) },
    intake: { put: async (message) => void intake.push(message) },
    openThreads: { of: async () => ["1001"] },
    leases: memoryRefreshLeases(),
    vault: { read: async () => kept, store: async (_, tokens) => void (kept = tokens) },
    wallClock: settableClock("2026-11-21T03:00:00Z"),
    telemetry,
  };
  /** Looks after it at these times, one after the other. */
  const lookAt = async (...times: string[]): Promise<void> => {
    for (const time of times) await reconcileChannel(ports)(channel, at(time));
  };
  return { lookAt, ports, channel, connector, memories, telemetry, events, intake, heard, kept: () => kept };
};
