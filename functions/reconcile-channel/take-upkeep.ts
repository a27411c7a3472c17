/**
 * Asks the platform, does the first thing that is needed, and asks again what is needed now, until each kind of step was
 * taken once: a token first, then the webhook, then what was missed.
 */
import type { ChannelMemory } from "../../shared/domain/channels/channel-memory.ts";
import { decideUpkeep, type Upkeep } from "../../shared/domain/channels/decide-upkeep.ts";
import { noticeTheirs } from "../../shared/domain/channels/outage.ts";
import { spend } from "../../shared/domain/channels/spend.ts";
import { packBody } from "../../shared/pack-body.ts";
import {
  PlatformRefused,
  type Access,
  type ConnectedChannel,
  type Missed,
  type MissedFound,
  type Subscription,
} from "../../shared/platforms/platform-connector.ts";
import type { IntakeQueue } from "../../shared/ports/intake-queue.ts";
import type { OpenThreads } from "../../shared/ports/open-threads.ts";
import { refreshAccess, type RefreshPorts } from "../../shared/use-cases/refresh-access.ts";
import type { OpenMemory } from "./open-memory.ts";
import type { PlatformApi, WatchedChannel } from "./watched-channel.ts";

export type UpkeepPorts = RefreshPorts & {
  readonly intake: IntakeQueue;
  readonly openThreads: OpenThreads;
};

/** More threads than this are not searched in one look: the soonest due are. */
const mostThreads = 50;

type Look = {
  readonly ports: UpkeepPorts;
  readonly channel: WatchedChannel;
  readonly api: PlatformApi;
  readonly memory: OpenMemory;
  readonly now: Date;
  access: Access;
};

export const takeUpkeep = async (
  ports: UpkeepPorts,
  channel: WatchedChannel,
  memory: OpenMemory,
  now: Date,
): Promise<void> => {
  const { api } = channel;
  if (api === null) return;
  const access = await ports.vault.read(api.accessSecretId);
  if (api.neededFields.some((field) => access[field] === undefined))
    return ports.telemetry.note("channel.not-connected", { channelId: channel.identity.id });
  const look: Look = { ports, channel, api, memory, now, access };

  let subscription = await inspect(look);
  const taken = new Set<Upkeep["kind"]>();
  for (;;) {
    const steps = decideUpkeep({ memory: memory.now(), subscription, platform: channel.ability, now });
    const step = steps.find(({ kind }) => !taken.has(kind));
    if (step === undefined) return;
    taken.add(step.kind);
    await take(look, step);
    if (step.kind === "revive" || step.kind === "refresh") subscription = await inspect(look);
  }
};

/** An expired token is not the end of a channel: tokens are refreshed once, and the platform is asked again. */
const withLiveTokens = async <Answer>(
  look: Look,
  ask: (channel: ConnectedChannel) => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await ask(await connected(look));
  } catch (error) {
    const isExpired = error instanceof PlatformRefused && error.reason === "expired";
    if (!isExpired || !look.channel.ability.refreshes) throw error;
    await refresh(look);
    return ask(await connected(look));
  }
};

const inspect = async (look: Look): Promise<Subscription> => {
  const subscription = await withLiveTokens(look, look.api.connector.inspect);
  await look.memory.change((known) => noticeTheirs(known, subscription.state === "active", look.now));
  return subscription;
};

const take = async (look: Look, step: Upkeep): Promise<void> => {
  const { ports, api, channel } = look;
  ports.telemetry.note(`channel.${step.kind}`, { channelId: channel.identity.id });
  switch (step.kind) {
    case "refresh":
      return refresh(look);
    case "revive":
      ports.telemetry.count("ChannelRevived");
      return withLiveTokens(look, (ready) => api.connector.connect(ready, () => {}));
    case "replay":
      return replay(look, step);
    case "search":
      return search(look, step);
  }
};

const connected = (look: Look): Promise<ConnectedChannel> => look.api.connected(look.access);

const refresh = async (look: Look): Promise<void> => {
  const { ports, api, channel, access } = look;
  const ask = api.connector.refresh;
  if (ask === undefined) return;
  look.access = await refreshAccess(ports, {
    channelId: channel.identity.id,
    secretId: api.accessSecretId,
    access,
    refresh: async (spent) => ask(await api.connected(spent)),
  });
};

const replay = async (look: Look, { from, to }: Extract<Upkeep, { kind: "replay" }>): Promise<void> => {
  const { memory, api } = look;
  if ((await api.connector.replay?.(await connected(look), { from, to })) !== true) return;
  await memory.change((known) =>
    known.outage === null ? known : { ...known, outage: { ...known.outage, replayedTo: to.toISOString() } },
  );
};

/** The money is noted as spent before it is, and what was left is given back. */
const search = async (look: Look, step: Extract<Upkeep, { kind: "search" }>): Promise<void> => {
  const { ports, api, channel, memory, now } = look;
  const { id } = channel.identity;
  const { platform } = channel;
  const conversations =
    channel.ability.searches === "always"
      ? await ports.openThreads.of({ id, platform, limit: mostThreads })
      : [];
  await memory.change((known) => spend(known, step.dollars, now));
  const { bookmark } = memory.now();
  const wish = { since: step.since, until: now, conversations, budgetDollars: step.dollars, bookmark };
  const missed = await api.connector.missed?.(await connected(look), wish);
  if (missed === undefined) return;
  await takeIn(look, missed.found);
  ports.telemetry.note("channel.searched", {
    channelId: id,
    found: missed.found.length,
    dollars: missed.spentDollars,
    complete: missed.complete,
  });
  if (!missed.complete) ports.telemetry.count("SearchUnfinished");
  await memory.change((known) =>
    searched(spend(known, missed.spentDollars - step.dollars, now), missed, now),
  );
};

/** What a bookmark names is looked for the next time; without one, all that was looked for now is again. */
const searched = (memory: ChannelMemory, missed: MissedFound, now: Date): ChannelMemory => {
  const { complete, bookmark } = missed;
  if (!complete && bookmark === undefined) return memory;
  const { outage } = memory;
  return {
    ...memory,
    searchedTo: now.toISOString(),
    bookmark: bookmark ?? null,
    outage: outage === null || !complete ? outage : { ...outage, isSearched: outage.to !== null },
  };
};

/** By the same way in as every webhook: what was heard before is told apart behind the queue. */
const takeIn = async ({ ports, channel, now }: Look, found: readonly Missed[]): Promise<void> => {
  const receivedAt = now.toISOString();
  const messages = found.flatMap(({ body }) => packBody(Buffer.from(body), channel.split));
  for (const message of messages)
    await ports.intake.put({ ...message, channelId: channel.identity.id, receivedAt });
  if (messages.length > 0) ports.telemetry.count("MissedFound", found.length);
};
