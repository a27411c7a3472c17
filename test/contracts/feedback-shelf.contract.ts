import { describe, expect, test } from "vitest";
import { reclassify } from "../../shared/domain/judging/reclassify.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { FeedbackShelf } from "../../shared/ports/feedback-shelf.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aCorrection } from "../builders/a-correction.ts";
import { aJudgement } from "../builders/a-judgement.ts";
import { aMention } from "../builders/a-mention.ts";

type Shelf = { readonly store: ConversationStore; readonly feedback: FeedbackShelf };

const commitFeedback = async ({ store }: Shelf, id: string, category: "sales" | "chatter") => {
  const mention = aMention({ id: `x:${id}`, threadId: id });
  const opening = aConversation(mention);
  const conversation = (await store.load(opening.id)) ?? opening;
  if (conversation === opening) await store.commit({ kind: "commit", conversation, messages: [] });
  const step = reclassify({
    hours: {},
    conversation,
    mentionId: mention.id,
    correction: aCorrection({ category }),
    route: (classification) => ({ ...aJudgement(), classification }),
    keepsFeedback: true,
    now: new Date("2026-11-21T10:05:00Z"),
  });
  return step.kind === "nothing" ? step.reason : store.commit(step);
};

/** What is put on the shelf by a commit, in memory and in DynamoDB. */
export const feedbackShelfContract = (name: string, fresh: () => Promise<Shelf>): void => {
  describe(`a feedback shelf (${name})`, () => {
    test("is empty where nobody said anything", async () => {
      expect(await (await fresh()).feedback.readAll()).toEqual([]);
    });

    test("has what was said of every mention, wherever it lies, and of each the last", async () => {
      const shelf = await fresh();
      for (const id of ["1", "2", "3", "40", "500"])
        expect(await commitFeedback(shelf, id, "sales")).toBe("committed");
      expect(await commitFeedback(shelf, "2", "chatter")).toBe("committed");
      const kept = await shelf.feedback.readAll();
      expect(kept.map(({ mentionId, category }) => `${mentionId} ${category}`).toSorted()).toEqual([
        "x:1 sales",
        "x:2 chatter",
        "x:3 sales",
        "x:40 sales",
        "x:500 sales",
      ]);
      expect(kept).toContainEqual({
        mentionId: "x:1",
        revision: 0,
        category: "sales",
        by: "Ada",
        at: "2026-11-21T10:05:00.000Z",
      });
    });
  });
};
