/**
 * Looks after one channel: is it silent, is its subscription alive, was anything missed. What to do is decided by
 * `decideUpkeep`; here it is done, a step at a time, each remembered before the next. A platform that refuses is told
 * and left alone for a while; somebody is called only when it has refused for an hour.
 */
import type { Refusal } from "../../shared/domain/channels/channel-memory.ts";
import { closeOutage, needsPerson, refused } from "../../shared/domain/channels/decide-upkeep.ts";
import { noticeOurs } from "../../shared/domain/channels/outage.ts";
import { historyDays, noticeSilence } from "../../shared/domain/channels/silence.ts";
import { PlatformRefused } from "../../shared/platforms/platform-connector.ts";
import type { ChannelHearing } from "../../shared/ports/channel-hearing.ts";
import type { ChannelMemories } from "../../shared/ports/channel-memories.ts";
import type { EventPublisher } from "../../shared/ports/event-publisher.ts";
import { channelSilent } from "./channel-silent.ts";
import { openMemory, Overtaken, type OpenMemory } from "./open-memory.ts";
import { takeUpkeep, type UpkeepPorts } from "./take-upkeep.ts";
import type { WatchedChannel } from "./watched-channel.ts";

export type Ports = UpkeepPorts & {
  readonly memories: ChannelMemories;
  readonly hearing: ChannelHearing;
  readonly events: EventPublisher;
};

export const reconcileChannel =
  (ports: Ports) =>
  async (channel: WatchedChannel, now: Date): Promise<void> => {
    const { id } = channel.identity;
    try {
      const memory = await openMemory(ports.memories, id);
      await listen(ports, channel, memory, now);
      await lookAfter(ports, channel, memory, now);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      ports.telemetry.note("channel.overtaken", { channelId: id });
    }
  };

/** Needs nothing of the platform: a channel whose platform cannot be asked is listened to all the same. */
const listen = async (
  ports: Ports,
  channel: WatchedChannel,
  memory: OpenMemory,
  now: Date,
): Promise<void> => {
  const { id } = channel.identity;
  const from = new Date(now.getTime() - historyDays * 86_400_000);
  const { webhooks, handshakes, lost } = await ports.hearing.between(id, from, now);
  const heard = { webhooks, handshakes: channel.isChallenged ? handshakes : null };
  const { begun, lasting } = noticeSilence(heard, memory.now().silences, now);
  await ports.events.publish(begun.map((silence) => channelSilent(channel, silence, now)));
  await memory.change((known) => noticeOurs({ ...known, silences: [...lasting] }, lost, now));
  for (const { reason, since } of begun) {
    ports.telemetry.count("ChannelSilent");
    ports.telemetry.note("channel.silent", { channelId: id, reason, since });
  }
};

const lookAfter = async (
  ports: Ports,
  channel: WatchedChannel,
  memory: OpenMemory,
  now: Date,
): Promise<void> => {
  const { id } = channel.identity;
  const { refusal } = memory.now();
  if (refusal !== null && Date.parse(refusal.againAt) > now.getTime()) {
    countDisconnected(ports, refusal, now);
    return ports.telemetry.note("channel.left-alone", { channelId: id, againAt: refusal.againAt });
  }
  try {
    await takeUpkeep(ports, channel, memory, now);
    await memory.change((known) => closeOutage({ ...known, refusal: null }, channel.ability, now));
  } catch (error) {
    if (!(error instanceof PlatformRefused)) throw error;
    const { reason, againAt } = error;
    await memory.change((known) => ({ ...known, refusal: refused(known.refusal, { reason, againAt }, now) }));
    tellRefusal(ports, id, memory, error, now);
  }
};

const tellRefusal = (
  ports: Ports,
  channelId: string,
  memory: OpenMemory,
  error: PlatformRefused,
  now: Date,
): void => {
  const { refusal } = memory.now();
  if (refusal === null) return;
  ports.telemetry.count("ChannelRefused");
  countDisconnected(ports, refusal, now);
  const { reason, since, againAt } = refusal;
  ports.telemetry.warn("channel.refused", error, { channelId, reason, since, againAt });
};

/** In every run, also in one that leaves the channel alone: a platform that says "tomorrow" silences no alarm. */
const countDisconnected = ({ telemetry }: Ports, refusal: Refusal, now: Date): void => {
  if (needsPerson(refusal, now)) telemetry.count("ChannelDisconnected");
};
