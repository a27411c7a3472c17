import { describe, expect, test } from "vitest";
import { shardOf } from "../../shared/aws/conversation-items.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { DueIndex } from "../../shared/ports/due-index.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aJudgement } from "../builders/a-judgement.ts";
import { aMention } from "../builders/a-mention.ts";
import { aReply } from "../builders/a-reply.ts";

type Table = { readonly store: ConversationStore; readonly dueIndex: DueIndex };

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);

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

/** What every DueIndex must do, beside the store whose commits it follows. `fresh` gives an empty table. */
export const dueIndexContract = (name: string, fresh: () => Promise<Table>): void => {
  describe(`a due index (${name})`, () => {
    test("finds an open conversation in its own shard alone, behind `after` and up to `until`", async () => {
      const table = await fresh();
      const { id, dueAt } = await open(table, "1001");
      const found = (shard: number, after: string, until: string) =>
        table.dueIndex.dueBetween({ shard, after: at(after), until: at(until), limit: 10 });
      const shard = shardOf(id);
      expect(await found(shard, "10:14:59", "10:15:00")).toEqual([{ conversationId: id, dueAt }]);
      expect(await found(shard, "10:15:00", "10:30:00")).toEqual([]);
      expect(await found(shard, "10:00:00", "10:14:59.999")).toEqual([]);
      expect(await found((shard + 1) % table.dueIndex.shards.length, "10:00:00", "10:30:00")).toEqual([]);
    });

    test("forgets a conversation with the very commit that answers it", async () => {
      const table = await fresh();
      const conversation = await open(table, "1002");
      const step = hearReply({ hours: {}, conversation, reply: aReply({ replyTo: "1002" }), parent: null });
      if (step.kind === "commit") await table.store.commit(step);
      const range = { shard: shardOf(conversation.id), after: new Date(0), until: at("23:00:00"), limit: 10 };
      expect(await table.dueIndex.dueBetween(range)).toEqual([]);
    });

    test("gives the earliest first, no more than it is asked for", async () => {
      const table = await fresh();
      const opened = [];
      for (let thread = 0; thread < 64; thread += 1)
        opened.push(await open(table, `t${thread}`, 64 - thread));
      const shard = shardOf(opened[0]?.id ?? "");
      const expected = opened
        .filter(({ id }) => shardOf(id) === shard)
        .map(({ dueAt }) => dueAt ?? "")
        .toSorted();
      const found = await table.dueIndex.dueBetween({
        shard,
        after: new Date(0),
        until: at("23:00:00"),
        limit: 2,
      });
      expect(expected.length).toBeGreaterThan(2);
      expect(found.map(({ dueAt }) => dueAt)).toEqual(expected.slice(0, 2));
    });

    test("moves the mark of a shard for the first sweep that says where it was", async () => {
      const { dueIndex } = await fresh();
      expect(await dueIndex.armedUntil(3)).toEqual(new Date(0));
      expect(await dueIndex.markArmed({ shard: 3, from: new Date(0), until: at("10:00:00") })).toBe(true);
      expect(await dueIndex.markArmed({ shard: 3, from: new Date(0), until: at("11:00:00") })).toBe(false);
      expect(await dueIndex.armedUntil(3)).toEqual(at("10:00:00"));
      expect(await dueIndex.armedUntil(4)).toEqual(new Date(0));
    });
  });
};
