import { describe, expect, test } from "vitest";
import { holderBesides, sentenceOf, toldOf } from "../../../../infra/cli/escalation/answer-words.ts";
import { answerPage, type PageAnswer } from "../../../../shared/domain/escalation/answer-page.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { hours } from "../../../builders/a-policy.ts";

const at = new Date("2026-11-21T03:10:00Z");
const acknowledge: PageAnswer = { kind: "acknowledge" };
const open = aConversation(
  aMention({ createdAt: "2026-11-21T03:00:00.000Z", receivedAt: "2026-11-21T03:00:00.000Z" }),
);
const adas = committed(answerPage({ conversation: open, answer: acknowledge, by: "ada", at, hours }));

const told = (before: typeof open, by: string, answer: PageAnswer) => {
  const step = answerPage({ conversation: before, answer, by, at, hours });
  return toldOf({ conversationId: "c", by, before, step });
};

test("who has it is somebody else, or nobody", () => {
  expect(holderBesides("ben", adas)).toBe("ada");
  expect(holderBesides("ada", adas)).toBeNull();
  expect(holderBesides("ben", open)).toBeNull();
  expect(holderBesides("ben", null)).toBeNull();
});

describe("whoever takes it is told from whom it was taken", () => {
  const snooze: PageAnswer = { kind: "snooze", until: new Date("2026-11-21T05:00:00Z") };
  test.each([
    [
      "from nobody",
      open,
      "ben",
      acknowledge,
      "ben has c; unanswered by 2026-11-21T03:40:00.000Z, it comes back",
    ],
    [
      "from whoever had it",
      adas,
      "ben",
      acknowledge,
      "ben has c, taken over from ada; unanswered by 2026-11-21T03:40:00.000Z, it comes back",
    ],
    [
      "also by who puts it off",
      adas,
      "ben",
      snooze,
      "ben has c, taken over from ada; unanswered by 2026-11-21T05:00:00.000Z, it comes back",
    ],
    [
      "not from oneself",
      adas,
      "ada",
      snooze,
      "ada has c; unanswered by 2026-11-21T05:00:00.000Z, it comes back",
    ],
    ["nor where nothing changes", adas, "ada", acknowledge, "c: nothing to do, theirs already"],
    [
      "nor by who declines what another has",
      adas,
      "ben",
      { kind: "decline" } as const,
      "c: nothing to do, ada has it",
    ],
  ])("%s", (_, before, by, answer, sentence) => {
    expect(sentenceOf(told(before, by, answer), answer)).toBe(sentence);
  });
});

test("a script reads it as a field", () => {
  expect(told(adas, "ben", acknowledge)).toMatchObject({ outcome: "done", by: "ben", takenFrom: "ada" });
  expect(told(open, "ben", acknowledge)).toMatchObject({ takenFrom: null });
});
