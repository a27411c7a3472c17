import { shardOf, shards, stampOf } from "../../shared/aws/table/conversation-items.ts";
import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Feedback } from "../../shared/domain/judging/feedback.ts";
import {
  neverSwept,
  type DuePosition,
  type SweepProgress,
} from "../../shared/domain/sweeping/sweep-progress.ts";
import type { StoredMessage } from "../../shared/domain/messages/stored-message.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { CountChange } from "../../shared/domain/reports/daily-counts.ts";
import type { DailyCount } from "../../shared/domain/reports/daily-report.ts";
import type { DailyCounts } from "../../shared/ports/daily-counts.ts";
import type { FeedbackShelf } from "../../shared/ports/feedback-shelf.ts";
import type { DueIndex } from "../../shared/ports/due-index.ts";
import type { TeamInbox } from "../../shared/ports/team-inbox.ts";

/** Both faces of the table, in memory, under the same conditions as the real one. */
export type MemoryTable = ConversationStore & {
  readonly dueIndex: DueIndex;
  /** Every head that was ever committed, in order: what the table's stream would deliver. */
  readonly stream: readonly Conversation[];
  readonly feedback: FeedbackShelf;
  readonly dailyCounts: DailyCounts;
  readonly inbox: TeamInbox;
};

const count = (counts: Map<string, DailyCount>, { measure, by, ...of }: CountChange): void => {
  const key = JSON.stringify(of);
  const known = counts.get(key)?.counts ?? {};
  counts.set(key, { ...of, counts: { ...known, [measure]: (known[measure] ?? 0) + by } });
};

/** What nothing is due for is last. */
const dueText = ({ dueAt }: Conversation): string => dueAt ?? "9999";

export const memoryTable = (): MemoryTable => {
  const heads = new Map<string, Conversation>();
  const messages = new Map<string, StoredMessage>();
  const feedback = new Map<string, Feedback>();
  const progress = new Map<number, SweepProgress>();
  const stream: Conversation[] = [];
  const counts = new Map<string, DailyCount>();

  const holds = (id: string, seen: StoredMessage | null): boolean => {
    const stands = messages.get(id);
    return seen === null ? stands === undefined : stands !== undefined && stampOf(stands) === stampOf(seen);
  };

  return {
    stream,
    feedback: { readAll: async () => structuredClone([...feedback.values()]) },
    dailyCounts: {
      between: async (team, from, to) =>
        structuredClone(
          [...counts.values()].filter((each) => each.team === team && each.day >= from && each.day <= to),
        ),
    },
    inbox: {
      look: async (team, limit) => {
        const waiting = [...heads.values()].filter((head) => head.team === team && head.status === "open");
        const soonest = waiting.toSorted((one, other) => dueText(one).localeCompare(dueText(other)));
        return { open: waiting.length, isMore: false, soonest: soonest.slice(0, limit).map(({ id }) => id) };
      },
    },
    load: async (id) => structuredClone(heads.get(id) ?? null),
    loadMessage: async (id) => structuredClone(messages.get(id) ?? null),
    commit: async (step) => {
      if (!step.messages.every(({ message, replaces }) => holds(message.id, replaces))) return "conflict";
      if (step.kind === "commit") {
        const { id, version } = step.conversation;
        if ((heads.get(id)?.version ?? 0) !== version - 1) return "conflict";
        heads.set(id, structuredClone(step.conversation));
        stream.push(structuredClone(step.conversation));
        for (const change of step.counts ?? []) count(counts, change);
        if (step.feedback) feedback.set(step.feedback.mentionId, structuredClone(step.feedback));
      }
      for (const { message } of step.messages) messages.set(message.id, structuredClone(message));
      return "committed";
    },
    dueIndex: {
      shards,
      page: async ({ shard, after, until, limit }) => {
        const behind = [...heads.values()]
          .flatMap(({ id, dueAt }) => (dueAt === null ? [] : [{ conversationId: id, dueAt }]))
          .filter(({ conversationId }) => shardOf(conversationId) === shard)
          .filter((deadline) => isBehind(deadline, after) && Date.parse(deadline.dueAt) <= until.getTime())
          .toSorted(
            (one, other) =>
              compare(one.dueAt, other.dueAt) || compare(one.conversationId, other.conversationId),
          );
        const deadlines = behind.slice(0, limit);
        return { deadlines, next: behind.length > limit ? (deadlines.at(-1) ?? null) : null };
      },
      progressOf: async (shard) => structuredClone(progress.get(shard) ?? neverSwept),
      saveProgress: async (shard, saved) => {
        if ((progress.get(shard)?.revision ?? 0) !== saved.revision - 1) return false;
        progress.set(shard, structuredClone(saved));
        return true;
      },
    },
  };
};

/** Of deadlines at one instant the index knows an order of its own: here it is that of their ids. */
const isBehind = ({ dueAt, conversationId }: DeadlineReached, after: DuePosition): boolean => {
  const sameInstant = dueAt === after.dueAt;
  return sameInstant
    ? after.conversationId !== null && compare(conversationId, after.conversationId) > 0
    : dueAt > after.dueAt;
};

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
