import { describe, expect, test } from "vitest";
import { shardOf } from "../../shared/aws/table/conversation-items.ts";
import type { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";
import { firstPosition, neverSwept, type DuePosition } from "../../shared/domain/sweeping/sweep-progress.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { DueIndex } from "../../shared/ports/due-index.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aJudgement } from "../builders/a-judgement.ts";
import { aMention } from "../builders/a-mention.ts";
import { aReply } from "../builders/a-reply.ts";

type Table = { readonly store: ConversationStore; readonly dueIndex: DueIndex };

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const lastOf = (time: string): DuePosition => ({ dueAt: at(time).toISOString(), conversationId: null });

/** Opens a conversation due at 10:15 plus these seconds, in whichever shard its id falls. */
const open = async ({ store }: Table, thread: string, seconds = 0) => {
  const createdAt = new Date(at("10:00:00").getTime() + seconds * 1000).toISOString();
  const mention = aMention({ id: `x:${thread}`, threadId: thread, createdAt, receivedAt: createdAt });
  const step = hearMention({
    hours: {},
    conversation: null,
    mention,
    judge: () => aJudgement(),
    stored: null,
  });
  if (step.kind === "commit") await store.commit(step);
  return aConversation(mention);
};

/** Opens 64 conversations, all due at 10:15 or a second apart, and gives those of the first one's shard. */
const openMany = async (table: Table, secondsApart = 0): Promise<{ shard: number; ids: string[] }> => {
  const opened: string[] = [];
  for (let n = 0; n < 64; n += 1) opened.push((await open(table, `t${n}`, (64 - n) * secondsApart)).id);
  const shard = shardOf(opened[0] ?? "");
  return { shard, ids: opened.filter((id) => shardOf(id) === shard) };
};

const answer = async ({ store }: Table, id: DeadlineReached["conversationId"]): Promise<void> => {
  const conversation = await store.load(id);
  const reply = aReply({ id: `x:reply-to-${conversation?.threadId}`, replyTo: conversation?.threadId });
  const step = hearReply({ hours: {}, conversation, reply, parent: null });
  expect(step.kind === "commit" && (await store.commit(step))).toBe("committed");
};

/** Everything in a shard, read in pages of so many; `between` happens between two of them. */
const readAll = async (
  { dueIndex }: Table,
  { shard, limit }: { readonly shard: number; readonly limit: number },
  between: (page: readonly DeadlineReached[]) => Promise<void> = async () => {},
): Promise<DeadlineReached[][]> => {
  const pages: DeadlineReached[][] = [];
  for (let after: DuePosition | null = firstPosition; after !== null;) {
    const { deadlines, next } = await dueIndex.page({ shard, after, until: at("23:00:00"), limit });
    pages.push([...deadlines]);
    await between(deadlines);
    after = next;
  }
  return pages;
};

const idsOf = (pages: readonly (readonly DeadlineReached[])[]): string[] =>
  pages.flat().map(({ conversationId }) => conversationId);

/** What every DueIndex must do, beside the store whose commits it follows. `fresh` gives an empty table. */
export const dueIndexContract = (name: string, fresh: () => Promise<Table>): void => {
  describe(`a due index (${name})`, () => {
    test("finds an open conversation in its own shard alone, behind `after` and up to `until`", async () => {
      const table = await fresh();
      const { id, dueAt } = await open(table, "1001");
      const found = async (shard: number, after: string, until: string) =>
        (await table.dueIndex.page({ shard, after: lastOf(after), until: at(until), limit: 10 })).deadlines;
      const shard = shardOf(id);
      expect(await found(shard, "10:14:59", "10:15:00")).toEqual([{ conversationId: id, dueAt }]);
      expect(await found(shard, "10:15:00", "10:30:00")).toEqual([]);
      expect(await found(shard, "10:00:00", "10:14:59.999")).toEqual([]);
      expect(await found(shard, "10:30:00", "10:15:00")).toEqual([]);
      expect(await found((shard + 1) % table.dueIndex.shards.length, "10:00:00", "10:30:00")).toEqual([]);
    });

    test("forgets a conversation with the very commit that answers it", async () => {
      const table = await fresh();
      const { id } = await open(table, "1002");
      await answer(table, id);
      expect(await readAll(table, { shard: shardOf(id), limit: 10 })).toEqual([[]]);
    });

    test("gives the earliest first, no more than it is asked for", async () => {
      const table = await fresh();
      const { shard, ids } = await openMany(table, 1);
      expect(ids.length).toBeGreaterThan(2);
      const pages = await readAll(table, { shard, limit: 2 });
      expect(pages.every(({ length }) => length <= 2)).toBe(true);
      // Each was opened due a second before the one before it.
      expect(idsOf(pages)).toEqual(ids.toReversed());
    });

    test.each([1, 2, 3])("gives those of one instant once each, in pages of %i", async (limit) => {
      const table = await fresh();
      const { shard, ids } = await openMany(table);
      expect(idsOf(await readAll(table, { shard, limit })).toSorted()).toEqual(ids.toSorted());
    });

    test("goes on behind a conversation that was answered meanwhile", async () => {
      const table = await fresh();
      const { shard, ids } = await openMany(table);
      const pages = await readAll(table, { shard, limit: 1 }, async ([last]) => {
        if (last !== undefined) await answer(table, last.conversationId);
      });
      expect(idsOf(pages).toSorted()).toEqual(ids.toSorted());
      expect(await readAll(table, { shard, limit: 1 })).toEqual([[]]);
    });

    test("keeps how far a shard was swept, for the first sweep that says so", async () => {
      const { dueIndex } = await fresh();
      const { id } = aConversation();
      const swept = {
        revision: 1,
        armedUntil: lastOf("10:02:30"),
        roundBeganAt: at("10:00:00").toISOString(),
        round: null,
      };
      const round = {
        previousBeganAt: at("09:59:00").toISOString(),
        seenUntil: { dueAt: at("09:30:00").toISOString(), conversationId: id },
        until: at("09:59:00").toISOString(),
      };
      const further = { ...swept, revision: 2, round };
      expect(await dueIndex.progressOf(3)).toEqual(neverSwept);
      expect(await dueIndex.saveProgress(3, swept)).toBe(true);
      expect(await dueIndex.saveProgress(3, { ...swept, armedUntil: lastOf("11:00:00") })).toBe(false);
      expect(await dueIndex.progressOf(3)).toEqual(swept);
      expect(await dueIndex.saveProgress(3, further)).toBe(true);
      expect(await dueIndex.progressOf(3)).toEqual(further);
      expect(await dueIndex.progressOf(4)).toEqual(neverSwept);
    });
  });
};
