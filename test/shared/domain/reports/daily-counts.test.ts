import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import type { Step } from "../../../../shared/domain/conversation/step.ts";
import { countChanges, countsOf, type CountChange } from "../../../../shared/domain/reports/daily-counts.ts";
import { dailyReports } from "../../../../shared/domain/reports/daily-report.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { hours, office } from "../../../builders/a-policy.ts";
import { aReply } from "../../../builders/a-reply.ts";

const hoursOf = () => office;
const minute = (count: number): string =>
  new Date(Date.parse("2026-11-20T15:30:00Z") + count * 60_000).toISOString();

type Happens = (conversation: Conversation | null) => Step;
const says =
  (id: number, at: number): Happens =>
  (conversation) =>
    hearMention({
      hours,
      conversation,
      mention: aMention({ id: `x:${id}`, createdAt: minute(at), receivedAt: minute(at) }),
      judge: () => aJudgement(),
      stored: null,
    });
const isAnswered =
  (id: number, at: number): Happens =>
  (conversation) =>
    hearReply({
      hours,
      conversation,
      reply: aReply({ id: `x:r${id}`, createdAt: minute(at) }),
      parent: null,
    });
const rings =
  (at: number): Happens =>
  (conversation) =>
    conversation === null
      ? { kind: "nothing", reason: "nobody wrote" }
      : decideAtDeadline(conversation, new Date(minute(at)));

/** What the counters hold after all of this happened, each adding what it changed. */
const countedOver = (happenings: readonly Happens[]) => {
  let conversation: Conversation | null = null;
  const counters = new Map<string, number>();
  for (const happens of happenings) {
    const step = happens(conversation);
    if (step.kind !== "commit") continue;
    add(counters, countChanges(conversation, step.conversation, hoursOf));
    ({ conversation } = step);
  }
  return { conversation, counters };
};

const add = (counters: Map<string, number>, changes: readonly CountChange[]): void => {
  for (const { team, day, clock, measure, by } of changes) {
    const key = [team, day, clock, measure].join(" ");
    const count = (counters.get(key) ?? 0) + by;
    if (count === 0) counters.delete(key);
    else counters.set(key, count);
  }
};

const happening = fc.oneof(
  fc.record({ id: fc.nat(4), at: fc.nat(200) }).map(({ id, at }) => says(id, at)),
  fc.record({ id: fc.nat(4), at: fc.nat(200) }).map(({ id, at }) => isAnswered(id, at)),
  fc.nat(400).map(rings),
);

test("whatever happens, in whatever order and however often, the counters say what the conversation is", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { conversation, counters } = countedOver(happenings);
      const end = new Map<string, number>();
      if (conversation !== null) add(end, countsOf(conversation, hoursOf));
      expect(counters).toEqual(end);
      expect([...counters.values()].every((count) => count > 0)).toBe(true);
    }),
  );
});

test("a clock that ran out counts as missed at once, and as answered when it is", () => {
  const { counters } = countedOver([says(1, 0), rings(16)]);
  expect(Object.fromEntries(counters)).toEqual({ "service 2026-11-20 firstReply breached": 1 });
  const answered = countedOver([says(1, 0), rings(16), isAnswered(1, 20)]).counters;
  expect([...answered.values()].reduce((sum, count) => sum + count)).toBe(3);
});

test("business time and the customer's own stand side by side: a weekend is long for whoever waits", () => {
  const friday = aConversation(aMention({ createdAt: "2026-11-20T15:30:00.000Z" }));
  const monday = committed(
    hearReply({
      hours,
      conversation: friday,
      reply: aReply({ createdAt: "2026-11-23T08:30:00.000Z" }),
      parent: null,
    }),
  );
  const counts = Object.fromEntries(countsOf(monday, hoursOf).map(({ measure, by }) => [measure, by]));
  const [report] = dailyReports([{ team: "service", day: "2026-11-20", clock: "firstReply", counts }]);
  expect(report).toMatchObject({ met: 0, breached: 1, metShare: 0, answered: 1 });
  expect((report?.businessSeconds.p50 ?? 0) / 3600).toBeCloseTo(1, 0);
  expect((report?.customerSeconds.p50 ?? 0) / 3600).toBeGreaterThan(55);
});

test("pieces of one day are one line, in order of day and team", () => {
  const piece = { team: "service", day: "2026-11-20", clock: "firstReply" as const };
  expect(
    dailyReports([
      { ...piece, counts: { met: 2, b0: 2, w0: 2 } },
      { ...piece, team: "sales", counts: { breached: 1 } },
      { ...piece, counts: { met: 1, breached: 1, b0: 2, w4: 2 } },
    ]).map(({ team, met, breached, metShare, answered }) => [team, met, breached, metShare, answered]),
  ).toEqual([
    ["sales", 0, 1, 0, 0],
    ["service", 3, 1, 0.75, 4],
  ]);
});
