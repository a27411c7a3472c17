import {
  sweepDeadlines,
  type Ports,
  type SweepLimits,
} from "../../../functions/sweep-deadlines/sweep-deadlines.ts";
import { aConversation } from "../../builders/a-conversation.ts";
import { aMention } from "../../builders/a-mention.ts";
import { memoryDeadlineQueue } from "../../doubles/memory-deadline-queue.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

type Due = { readonly thread: string; readonly dueAt: string };

/** A table of open conversations, one due at each of these, and its sweeper at `now`. */
export const aSweep = async (due: readonly Due[], now: string, limits: Partial<SweepLimits> = {}) => {
  const table = memoryTable();
  for (const { thread, dueAt } of due) {
    const opened = aConversation(aMention({ id: `x:${thread}`, threadId: thread }));
    await table.commit({ kind: "commit", conversation: { ...opened, dueAt }, messages: [] });
  }
  const wallClock = settableClock(now);
  const deadlines = memoryDeadlineQueue();
  const telemetry = recordedTelemetry();
  const ports: Ports = { dueIndex: table.dueIndex, deadlines, wallClock, telemetry };
  /** With a part of its surroundings replaced. */
  const sweepWith = (changes: Partial<Ports>, tick = wallClock.now()): Promise<void> =>
    sweepDeadlines({ ...ports, ...changes }, limits)(tick);
  return {
    ports,
    table,
    wallClock,
    deadlines,
    telemetry,
    /** The conversations that were handed over so far, in order, each as often as it was. */
    armed: (): string[] => deadlines.armed.map(({ conversationId }) => conversationId),
    sweepWith,
    sweep: () => sweepWith({}),
    sweepOf: (tick: string) => sweepWith({}, new Date(tick)),
  };
};
