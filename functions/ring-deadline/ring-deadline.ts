/**
 * A deadline's message has arrived. Too early, it goes back for the rest of its time; in the last second or so, the
 * conversation is looked at, the rest is waited out, and at its time what has run out is breached, once. Answered
 * meanwhile: nothing.
 */
import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { decideAtDeadline } from "../../shared/domain/clocks/decide-at-deadline.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import { cameTooEarly } from "../../shared/domain/sweeping/hand-over.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { DeadlineQueue } from "../../shared/ports/deadline-queue.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";
import { retryStep, type StepPlace } from "../../shared/use-cases/take-step.ts";

export type Ports = {
  readonly conversations: ConversationStore;
  readonly promises: StepPlace["promises"];
  readonly deadlines: DeadlineQueue;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

export const ringDeadline =
  (ports: Ports) =>
  async (deadline: DeadlineReached): Promise<void> => {
    const { conversationId, dueAt } = deadline;
    // Exactly at the deadline is in time, so the earliest instant to judge is the one behind it.
    const rings = new Date(Date.parse(dueAt) + 1);
    if (cameTooEarly(dueAt, ports.wallClock.now()))
      return ports.deadlines.arm([deadline], ports.wallClock.now);
    // Looked at while there is time: whatever is committed between now and then makes our commit look again.
    const seen = await ports.conversations.load(conversationId);
    await ports.wallClock.waitUntil(rings);

    const step = await retryStep({
      conversations: ports.conversations,
      promises: ports.promises,
      about: conversationId,
      look: async (conflicts) => {
        const before = conflicts === 0 ? seen : await ports.conversations.load(conversationId);
        return { before, step: decide(before, ports.wallClock.now()) };
      },
    });
    if (step.kind !== "commit")
      return ports.telemetry.note("deadline.dropped", { conversationId, reason: reasonOf(step) });
    const told = step.conversation.events.map(({ type }) => type);
    for (const type of told) ports.telemetry.count(type);
    ports.telemetry.note("deadline.rung", {
      conversationId,
      dueAt,
      told: told.join(" "),
      latenessMs: ports.wallClock.now().getTime() - Date.parse(dueAt),
    });
  };

const decide = (conversation: Conversation | null, now: Date): Step =>
  conversation === null
    ? { kind: "nothing", reason: "the conversation is gone" }
    : decideAtDeadline(conversation, now);

const reasonOf = (step: Exclude<Step, { kind: "commit" }>): string =>
  step.kind === "nothing" ? step.reason : step.kind;
