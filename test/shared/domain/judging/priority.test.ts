import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUrgent, prioritiseMention } from "../../../../shared/domain/judging/prioritise-mention.ts";
import { prioritise, priorityAt, type PriorityFacts } from "../../../../shared/domain/judging/priority.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aClassification, aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aReply } from "../../../builders/a-reply.ts";

const since = "2026-11-21T10:00:00.000Z";
const waiting = { since, dueAt: "2026-11-21T10:15:00.000Z" };
const at = (minutes: number): Date => new Date(Date.parse(since) + minutes * 60_000);

const calm: PriorityFacts = {
  category: "service",
  urgent: false,
  sentiment: "neutral",
  earlierContacts: 0,
  followers: null,
};

const anyFacts = fc.record<PriorityFacts>({
  category: fc.constantFrom("service", "sales", "chatter"),
  urgent: fc.boolean(),
  sentiment: fc.constantFrom("positive", "neutral", "negative"),
  earlierContacts: fc.nat(50),
  followers: fc.option(fc.nat()),
});
const anyMoment = fc.integer({ min: -60, max: 60 * 24 * 400 }).map(at);
const anyWaiting = fc.constantFrom(waiting, { since, dueAt: null });

describe("whoever it is", () => {
  test("followers never lower a priority, and more of them never do either", () => {
    fc.assert(
      fc.property(anyFacts, anyWaiting, anyMoment, fc.nat(), fc.nat(), (facts, how, now, one, other) => {
        const totalWith = (followers: number | null) => prioritise({ ...facts, followers }, how, now).total;
        const [few, many] = [Math.min(one, other), Math.max(one, other)];
        expect(totalWith(few)).toBeGreaterThanOrEqual(totalWith(null));
        expect(totalWith(many)).toBeGreaterThanOrEqual(totalWith(few));
        expect(totalWith(many) - totalWith(null)).toBeLessThanOrEqual(5);
      }),
    );
  });

  test("what is urgent is never below the same thing when it is not", () => {
    fc.assert(
      fc.property(anyFacts, anyWaiting, anyMoment, (facts, how, now) => {
        const [urgent, normal] = [true, false].map((is) => prioritise({ ...facts, urgent: is }, how, now));
        expect(urgent?.total).toBeGreaterThan(normal?.total ?? Infinity);
      }),
    );
  });

  test("waiting longer never lowers it, and the parts may be read in any order", () => {
    fc.assert(
      fc.property(anyFacts, anyWaiting, anyMoment, anyMoment, (facts, how, one, other) => {
        const [sooner, later] = one < other ? [one, other] : [other, one];
        const before = prioritise(facts, how, sooner);
        const after = priorityAt({ parts: before.parts.toReversed() }, how, later);
        expect(after.total).toBe(prioritise(facts, how, later).total);
        expect(after.total).toBeGreaterThanOrEqual(before.total);
        expect(after.parts.reduce((sum, { points }) => sum + points, 0)).toBe(after.total);
      }),
    );
  });
});

test.each([
  { what: "service in its ordinary way", facts: calm, minutes: 0, total: 40 },
  { what: "urgent service", facts: { ...calm, urgent: true }, minutes: 0, total: 80 },
  { what: "service whose time is half up", facts: calm, minutes: 8, total: 50 },
  { what: "service whose time was up long ago", facts: calm, minutes: 600, total: 70 },
  {
    what: "an unhappy person's third message",
    facts: { ...calm, sentiment: "negative", earlierContacts: 2 },
    minutes: 0,
    total: 60,
  },
  { what: "a million followers", facts: { ...calm, followers: 1_000_000 }, minutes: 0, total: 44 },
  { what: "praise", facts: { ...calm, category: "chatter", sentiment: "positive" }, minutes: 0, total: 0 },
] as const)("$what is worth $total", ({ facts, minutes, total }) => {
  expect(prioritise(facts, waiting, at(minutes)).total).toBe(total);
});

describe("in a conversation", () => {
  const urgent = aJudgement({ classification: aClassification({ urgent: true }) });
  const opened = aConversation(aMention(), urgent);
  const later = aMention({
    id: "x:1002",
    createdAt: "2026-11-21T10:04:00.000Z",
    receivedAt: "2026-11-21T10:04:01.000Z",
    author: { id: "77", handle: "amara", name: "Amara", followers: 12_000 },
  });
  const both = committed(
    hearMention({ hours: {}, conversation: opened, mention: later, judge: () => aJudgement(), stored: null }),
  );
  const pointsOf = (mention = later) =>
    Object.fromEntries(
      prioritiseMention(
        { conversation: both, mention, classification: aClassification(), waiting },
        at(0),
      ).parts.map(({ name, points }) => [name, points]),
    );

  test("it stays urgent until somebody answers", () => {
    expect(isUrgent(both)).toBe(true);
    const answered = committed(hearReply({ hours: {}, conversation: both, reply: aReply(), parent: null }));
    expect(isUrgent(answered)).toBe(false);
  });

  test("what was said before counts, and so does who can read it", () => {
    expect(pointsOf()).toMatchObject({ urgency: 40, "earlier contacts": 5, "public reach": 2 });
    expect(pointsOf({ ...later, public: false })).toMatchObject({ "public reach": 0 });
  });
});
