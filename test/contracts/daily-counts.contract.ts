import { describe, expect, test } from "vitest";
import { dailyReports } from "../../shared/domain/reports/daily-report.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { DailyCounts } from "../../shared/ports/daily-counts.ts";
import { takeStep } from "../../shared/use-cases/take-step.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aMention } from "../builders/a-mention.ts";
import { office } from "../builders/a-policy.ts";
import { aReply } from "../builders/a-reply.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";

type Table = { readonly store: ConversationStore; readonly dailyCounts: DailyCounts };

const promises = { calendars: { office }, hours: { service: "office" } };

const open = async (store: ConversationStore, number: number): Promise<void> => {
  const mention = aMention({ id: `x:${number}`, threadId: `thread-${number}` });
  const conversation = aConversation(mention);
  await store.commit({ kind: "commit", conversation, messages: [] });
};

const answer = (store: ConversationStore, number: number) =>
  takeStep({
    conversations: store,
    promises,
    conversationId: aConversation(aMention({ id: `x:${number}`, threadId: `thread-${number}` })).id,
    decide: (conversation) =>
      hearReply({ hours: {}, conversation, reply: aReply({ id: `x:r${number}` }), parent: null }),
  });

/** What the counters of every table do. */
export const dailyCountsContract = (name: string, fresh: () => Promise<Table>): void => {
  describe(`daily counts (${name})`, () => {
    test("count each clock once, however often and however many at once its answer is heard", async () => {
      const { store, dailyCounts } = await fresh();
      const numbers = Array.from({ length: 8 }, (_, index) => index + 1);
      await Promise.all(numbers.map((number) => open(store, number)));
      await Promise.all(numbers.flatMap((number) => [answer(store, number), answer(store, number)]));
      await Promise.all(numbers.map((number) => answer(store, number)));
      const [report, ...others] = dailyReports(
        await dailyCounts.between("service", "2026-11-21", "2026-11-21"),
      );
      expect(others).toEqual([]);
      expect(report).toMatchObject({ team: "service", clock: "firstReply", met: 8, breached: 0 });
    });

    test("are there for the days that are asked for, and for that team", async () => {
      const { store, dailyCounts } = await fresh();
      await open(store, 1);
      await answer(store, 1);
      expect(await dailyCounts.between("service", "2026-11-20", "2026-11-22")).toHaveLength(1);
      expect(await dailyCounts.between("service", "2026-11-22", "2026-11-23")).toEqual([]);
      expect(await dailyCounts.between("sales", "2026-11-20", "2026-11-22")).toEqual([]);
    });
  });
};
