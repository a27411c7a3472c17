import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aPolicyOf, aTarget, hours, office } from "../../../builders/a-policy.ts";

const warned = aPolicyOf({
  firstReply: aTarget(900, { warnings: [{ secondsBefore: 300 }, { share: 0.5 }] }),
  nextReply: aTarget(900),
});
const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const opened = aConversation(
  aMention({ createdAt: "2026-11-21T10:00:00.000Z" }),
  aJudgement({ policy: warned }),
);
const ring = (conversation: Conversation, time: string): Conversation =>
  committed(decideAtDeadline(conversation, at(time)));

test("the timer rings at the first warning, at the next one, and at the due instant", () => {
  expect(opened.dueAt).toBe("2026-11-21T10:07:30.000Z");
  const once = ring(opened, "10:07:30");
  expect(once.events).toMatchObject([
    { type: "DeadlineWarned", clock: { dueAt: "2026-11-21T10:15:00.000Z" } },
  ]);
  expect(once.dueAt).toBe("2026-11-21T10:10:00.000Z");
  const twice = ring(once, "10:10:00");
  expect(twice.dueAt).toBe("2026-11-21T10:15:00.000Z");
  expect(ring(twice, "10:15:00.001").events).toMatchObject([{ type: "DeadlineBreached" }]);
});

test("a warning is told once, however often it is rung", () => {
  expect(decideAtDeadline(ring(opened, "10:07:30"), at("10:07:31")).kind).toBe("nothing");
});

test("who looks late tells the latest warning only, and nothing of what is broken already", () => {
  expect(ring(opened, "10:12:00").events.map(({ type }) => type)).toEqual(["DeadlineWarned"]);
  expect(ring(opened, "10:12:00").dueAt).toBe("2026-11-21T10:15:00.000Z");
  expect(ring(opened, "10:20:00").events.map(({ type }) => type)).toEqual(["DeadlineBreached"]);
});

test("a warning that was told stays told when the customer writes again", () => {
  const again = committed(
    hearMention({
      hours,
      conversation: ring(opened, "10:07:30"),
      mention: aMention({ id: "x:1002", createdAt: "2026-11-21T10:08:00.000Z" }),
      judge: () => aJudgement({ policy: warned }),
      stored: null,
    }),
  );
  expect(again.dueAt).toBe("2026-11-21T10:10:00.000Z");
});

test("a warning counts in the hours of its target: an hour before Monday's noon, not on Sunday", () => {
  const inHours = { calendar: office, hours: "office", warnings: [{ secondsBefore: 3600 }] };
  const policy = aPolicyOf({ firstReply: aTarget(3 * 3600, inHours) });
  const friday = aMention({ createdAt: "2026-11-20T15:00:00.000Z", receivedAt: "2026-11-20T15:00:01.000Z" });
  expect(aConversation(friday, aJudgement({ policy })).dueAt).toBe("2026-11-23T09:00:00.000Z");
});

test("a warning behind the platform's own window warns of nothing", () => {
  const policy = aPolicyOf(
    { firstReply: aTarget(7200, { warnings: [{ secondsBefore: 60 }] }) },
    { windowSeconds: 3600 },
  );
  const opening = aConversation(aMention({ createdAt: "2026-11-21T10:00:00.000Z" }), aJudgement({ policy }));
  expect(opening.dueAt).toBe("2026-11-21T11:00:00.000Z");
});

test("what arrives with its promise broken says so, when it rings", () => {
  const replayed = aMention({
    createdAt: "2026-11-21T10:00:00.000Z",
    receivedAt: "2026-11-21T14:00:00.000Z",
  });
  const late = aConversation(replayed, aJudgement({ policy: warned }));
  expect(ring(late, "14:00:01").events).toMatchObject([{ type: "DeadlineBreached", arrivedLate: true }]);
  expect(ring(opened, "10:20:00").events).not.toMatchObject([{ arrivedLate: true }]);
});
