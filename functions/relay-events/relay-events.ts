/**
 * Tells the world what a commit said. The head image carries the events; this publishes them under their contracts,
 * adding to a routed mention what its team needs to read, and arms the timer for a deadline that is near.
 */
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { laterOf } from "../../shared/domain/later-of.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";
import type { EventPublisher } from "../../shared/ports/event-publisher.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";
import { eventsOf, type MentionTexts } from "./events-of.ts";

/** Deadlines nearer than this are armed at once: a sweep's look-ahead, its period and the index's lag together. */
const nearSeconds = 240;

export type Ports = MentionTexts & {
  readonly bus: EventPublisher;
  readonly deadlines: DeadlineQueue;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

export const relayEvents =
  (ports: Ports) =>
  async (conversation: Conversation, committedAt: Date): Promise<void> => {
    const events = await eventsOf(conversation, committedAt, ports);
    await Promise.all([ports.bus.publish(events), armIfNear(conversation, committedAt, ports)]);
    ports.telemetry.count("EventsRelayed", events.length);
    ports.telemetry.note("events.relayed", {
      conversationId: conversation.id,
      version: conversation.version,
      events: events.map(({ detailType }) => detailType).join(" "),
    });
  };

const armIfNear = async (
  { id, version, dueAt, dueSinceVersion }: Conversation,
  committedAt: Date,
  { deadlines, wallClock }: Ports,
) => {
  // It is at least as late as the commit: a slow clock would arm late. Early does no harm, the deadline comes back.
  const now = laterOf(wallClock.now(), committedAt);
  const isNew = dueSinceVersion === version;
  if (dueAt === null || !isNew || Date.parse(dueAt) - now.getTime() >= nearSeconds * 1000) return;
  await deadlines.arm([{ conversationId: id, dueAt }], () => now);
};
