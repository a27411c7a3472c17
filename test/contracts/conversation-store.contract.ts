import { describe, expect, test } from "vitest";
import { decideAtDeadline } from "../../shared/domain/clocks/decide-at-deadline.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";
import { MentionId } from "../../shared/domain/ids.ts";
import type { Commit, Step } from "../../shared/domain/conversation/step.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import { aConversation, committed } from "../builders/a-conversation.ts";
import { aJudgement } from "../builders/a-judgement.ts";
import { aMention } from "../builders/a-mention.ts";
import { aReply } from "../builders/a-reply.ts";

const commitOf = (step: Step): Commit => {
  if (step.kind === "nothing") throw new Error(step.reason);
  return step;
};

/** What every ConversationStore must do, the one in memory and the one in DynamoDB. `fresh` gives an empty store. */
export const conversationStoreContract = (name: string, fresh: () => Promise<ConversationStore>): void => {
  const judgement = aJudgement();
  const opening = (id = "x:1001") =>
    commitOf(
      hearMention({
        hours: {},
        conversation: null,
        mention: aMention({ id, threadId: id }),
        judge: () => judgement,
        stored: null,
      }),
    );

  describe(`a conversation store (${name})`, () => {
    test("has nothing under an id nobody committed", async () => {
      const store = await fresh();
      expect(await store.load(aConversation().id)).toBeNull();
      expect(await store.loadMessage(MentionId.parse("x:1001"))).toBeNull();
    });

    test("gives back what was committed, the head and the message", async () => {
      const store = await fresh();
      const step = opening();
      expect(await store.commit(step)).toBe("committed");
      expect(await store.load(committed(step).id)).toEqual(committed(step));
      expect(await store.loadMessage(MentionId.parse("x:1001"))).toEqual(step.messages[0]?.message);
    });

    test("takes the first of two commits on one version, and the second changes nothing", async () => {
      const store = await fresh();
      await store.commit(opening());
      const conversation = committed(opening());
      const reply = commitOf(
        hearReply({ hours: {}, conversation, reply: aReply({ replyTo: "1001" }), parent: null }),
      );
      const breach = commitOf(decideAtDeadline(conversation, new Date("2026-11-21T11:00:00Z")));
      expect(await store.commit(reply)).toBe("committed");
      expect(await store.commit(breach)).toBe("conflict");
      expect(await store.load(conversation.id)).toEqual(committed(reply));
    });

    test("refuses to open a conversation twice", async () => {
      const store = await fresh();
      expect(await store.commit(opening())).toBe("committed");
      expect(await store.commit(opening())).toBe("conflict");
    });

    test("takes commits at one moment each for its own sake", async () => {
      const store = await fresh();
      await store.commit(opening("x:1"));
      const steps = ["x:1", "x:2", "x:3"].map(opening);
      const outcomes = await Promise.all(steps.map((step) => store.commit(step)));
      expect(outcomes).toEqual(["conflict", "committed", "committed"]);
      expect(await store.load(committed(opening("x:3")).id)).toEqual(committed(opening("x:3")));
    });

    test("writes the head and its message whole or not at all", async () => {
      const store = await fresh();
      await store.commit(opening("x:1"));
      const conversation = committed(opening("x:1"));
      const again = hearMention({
        hours: {},
        conversation,
        mention: aMention({ id: "x:2", threadId: "x:1" }),
        judge: () => judgement,
        stored: null,
      });
      await store.commit(commitOf(again));
      const elsewhere = hearMention({
        hours: {},
        conversation: null,
        mention: aMention({ id: "x:2", threadId: "other" }),
        judge: () => judgement,
        stored: null,
      });
      expect(await store.commit(commitOf(elsewhere))).toBe("conflict");
      expect(await store.load(committed(elsewhere).id)).toBeNull();
    });

    test("lets exactly one of many concurrent commits through", async () => {
      const store = await fresh();
      const results = await Promise.all(Array.from({ length: 10 }, () => store.commit(opening())));
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
    });

    test("keeps a reply that overtook its mention under the mention's key, and lets the mention meet it", async () => {
      const store = await fresh();
      const early = commitOf(hearReply({ hours: {}, conversation: null, reply: aReply(), parent: null }));
      expect(await store.commit(early)).toBe("committed");
      const stored = await store.loadMessage(MentionId.parse("x:1001"));
      expect(stored).toMatchObject({ kind: "awaited", replies: [{ id: "x:2001" }] });
      const mention = aMention({ threadId: "x:1001" });
      expect(await store.commit(opening())).toBe("conflict");
      const met = commitOf(
        hearMention({ hours: {}, conversation: null, mention, judge: () => judgement, stored }),
      );
      expect(await store.commit(met)).toBe("committed");
      expect(await store.load(committed(met).id)).toMatchObject({
        status: "answered",
        replies: [{ id: "x:2001" }],
      });
    });
  });
};
