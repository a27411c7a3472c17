import { describe, expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { answerPage, type PageAnswer } from "../../../../shared/domain/escalation/answer-page.ts";
import { pageIdOf } from "../../../../shared/domain/escalation/escalation.ts";
import { planPages } from "../../../../shared/domain/escalation/plan-pages.ts";
import { recordPages } from "../../../../shared/domain/escalation/record-pages.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aLadder, aMoment } from "../../../builders/a-ladder.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { hours } from "../../../builders/a-policy.ts";
import { aReply } from "../../../builders/a-reply.ts";

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const opened = aConversation(
  aMention({ createdAt: "2026-11-21T03:00:00.000Z", receivedAt: "2026-11-21T03:00:00.000Z" }),
);

type Told = Parameters<typeof aMoment>[1] & { readonly ladder?: ReturnType<typeof aLadder> };

/** The conversation once the next turn has paged whoever it asks. */
const paged = (conversation: Conversation, time: string, { ladder = aLadder(), ...moving }: Told = {}) => {
  const { escalation } = conversation;
  const plan = planPages({
    conversation,
    reason: "urgent",
    policy: "night",
    ladder: escalation?.ladder ?? ladder,
    from: escalation ?? { round: 1, level: 0 },
    moment: aMoment(at(time), moving),
  });
  const pages = plan.targets.map(({ responder, destinations }) => ({
    id: pageIdOf(conversation.id, plan.turn, responder ?? destinations.join()),
    sentAt: at(time).toISOString(),
    ...(responder === null ? {} : { responder }),
    destinations: [...destinations],
  }));
  return committed(recordPages(conversation, plan, pages));
};
const answers = (conversation: Conversation, by: string, time: string, answer: PageAnswer) =>
  answerPage({ conversation, answer, by, at: at(time), hours });
const takes = (conversation: Conversation, by: string, time: string) =>
  committed(answers(conversation, by, time, { kind: "acknowledge" }));
const declines = (conversation: Conversation, by: string, time: string) =>
  committed(answers(conversation, by, time, { kind: "decline" }));
const rings = (conversation: Conversation, time: string) =>
  committed(decideAtDeadline(conversation, at(time)));
const askedOf = ({ pages }: Conversation) => pages.map(({ responder }) => responder);

/** Behind the last round. */
const lastRung = {
  reason: "urgent",
  policy: "night",
  state: "paging",
  round: 3,
  level: 0,
  nextAt: null,
} as const;

const night = paged(opened, "03:00:01");

test("the first level is asked, and the timer looks again after its wait", () => {
  expect(night).toMatchObject({
    escalation: { state: "paging", level: 1 },
    dueAt: "2026-11-21T03:05:01.000Z",
  });
  expect(night.events).toMatchObject([{ type: "PageSent", responder: "ada" }]);
});

test("nobody took it: the next level is asked, once", () => {
  const escalated = rings(night, "03:05:01");
  expect(escalated.events).toMatchObject([
    { type: "ConversationEscalated", turn: 1, why: "not-acknowledged" },
  ]);
  expect(decideAtDeadline(escalated, at("03:05:02")).kind).toBe("nothing");
  expect(askedOf(paged(escalated, "03:05:02"))).toEqual(["ada", "lead"]);
});

test("whoever is told that it is time and dies is not the last to hear of it", () => {
  expect(rings(rings(night, "03:05:01"), "03:07:02").events).toMatchObject([
    { type: "ConversationEscalated" },
  ]);
});

describe("whoever takes it", () => {
  const taken = takes(night, "ada", "03:02:00");

  test("stops every other page, and everybody hears who it is", () => {
    expect(taken.escalation).toMatchObject({
      state: "taken",
      holder: "ada",
      nextAt: "2026-11-21T03:17:00.000Z",
    });
    expect(taken.events).toMatchObject([{ type: "ConversationAcknowledged", by: "ada", paged: true }]);
  });

  test("and does not answer gets it back, from level one, with the next round", () => {
    const back = rings(rings(taken, "03:15:01"), "03:17:00");
    expect(back.events).toMatchObject([{ type: "ConversationEscalated", why: "unanswered-again" }]);
    expect(askedOf(paged(back, "03:17:01"))).toEqual(["ada", "ada"]);
    expect(back.escalation).toMatchObject({ round: 2, level: 0 });
  });

  test("and answers is asked no more", () => {
    const reply = aReply({ createdAt: "2026-11-21T03:10:00.000Z" });
    const answered = committed(hearReply({ hours, conversation: taken, reply, parent: null }));
    expect(answered).toMatchObject({ escalation: { state: "over", nextAt: null }, dueAt: null });
    expect(answered.events).toMatchObject([{ type: "ConversationAnswered", paged: true }]);
  });

  test("is not asked months later because of a timer that was forgotten", () => {
    const october = decideAtDeadline({ ...taken, clocks: [] }, new Date("2027-04-01T00:00:00Z"));
    expect(committed(october)).toMatchObject({ events: [], escalation: { state: "over" }, dueAt: null });
  });

  test("takes it once", () => {
    expect(answers(taken, "ada", "03:03:00", { kind: "acknowledge" }).kind).toBe("nothing");
  });

  test("may put it off, but not over a day, and the customer's clock goes on", () => {
    const later = answers(night, "ada", "03:02:00", { kind: "snooze", until: at("03:12:00") });
    expect(committed(later)).toMatchObject({ escalation: { nextAt: "2026-11-21T03:12:00.000Z" } });
    const long = answers(night, "ada", "03:02:00", { kind: "snooze", until: new Date("2026-12-24T00:00Z") });
    expect(committed(long).escalation?.nextAt).toBe("2026-11-22T03:02:00.000Z");
    expect(committed(long).dueAt).toBe("2026-11-21T03:15:00.000Z");
  });

  test("may not be asked at all: somebody saw it in the queue", () => {
    expect(takes(opened, "zoe", "03:02:00")).toMatchObject({
      claims: [{ by: "zoe" }],
      escalation: { state: "taken", holder: "zoe" },
    });
  });
});

describe("whoever declines", () => {
  test("passes it to the next person at once", () => {
    const declined = committed(answers(night, "ada", "03:01:00", { kind: "decline" }));
    expect(declined.events).toMatchObject([{ type: "ConversationEscalated", why: "declined" }]);
    expect(askedOf(paged(declined, "03:01:01"))).toEqual(["ada", "lead"]);
  });

  test("leaves it to the others who were asked with them", () => {
    const onCall = { primary: ["ada", "ben"] };
    const both = paged(opened, "03:00:01", { onCall });
    const one = committed(answers(both, "ada", "03:01:00", { kind: "decline" }));
    expect(one.events).toEqual([]);
    expect(committed(answers(one, "ben", "03:01:30", { kind: "decline" })).events).toHaveLength(1);
  });

  test("may be whoever has it, and nobody else once somebody has", () => {
    const taken = takes(night, "ada", "03:02:00");
    expect(answers(taken, "ben", "03:03:00", { kind: "decline" })).toEqual({
      kind: "nothing",
      reason: "ada has it",
    });
    const given = committed(answers(taken, "ada", "03:03:00", { kind: "decline" }));
    expect(given.escalation).toMatchObject({ state: "paging", declined: ["ada"] });
    expect(given.events).toMatchObject([{ type: "ConversationEscalated" }]);
  });
});

describe("whoever was never asked", () => {
  test("passes nothing on", () => {
    expect(answers(night, "zoe", "03:01:00", { kind: "decline" })).toEqual({
      kind: "nothing",
      reason: "they were not asked",
    });
  });
});

describe("where everybody declines in turn", () => {
  const toLead = paged(declines(night, "ada", "03:01:00"), "03:01:01");
  const toBoss = paged(declines(toLead, "lead", "03:01:10"), "03:01:11");

  test("nobody is rung again who has just said no: management is", () => {
    expect(askedOf(toBoss)).toEqual(["ada", "lead", "boss"]);
    expect(toBoss.escalation).toMatchObject({ state: "paging", declined: ["ada", "lead"] });
  });

  test("and management too, it ends at the catch-all", () => {
    const { escalation } = declines(toBoss, "boss", "03:01:20");
    if (escalation === undefined) throw new Error("nobody is asked any more");
    const plan = planPages({
      ...escalation,
      conversation: { ...toBoss, escalation },
      from: escalation,
      moment: aMoment(at("03:01:21")),
    });
    expect(plan).toMatchObject({ targets: [], isForCatchAll: true });
  });

  test("everybody is asked again when the waiting leads back to the first level", () => {
    const again = rings(toBoss, "03:11:11");
    expect(again.escalation).not.toHaveProperty("declined");
  });

  test("whoever the ladder ended with may still decline, until somebody has answered", () => {
    const atItsEnd = paged({ ...toBoss, escalation: { ...lastRung, ladder: aLadder() } }, "03:20:00");
    expect(atItsEnd.escalation).toMatchObject({ state: "over" });
    expect(declines(atItsEnd, "boss", "03:21:00").events).toMatchObject([{ why: "declined" }]);
    const answered = { ...atItsEnd, replies: [aReply({ createdAt: "2026-11-21T03:20:30.000Z" })] };
    expect(answers(answered, "boss", "03:21:00", { kind: "decline" })).toMatchObject({
      reason: "nobody is asked",
    });
  });
});

test("where everybody has to take it, whoever has not is still asked", () => {
  const levels = [{ to: [{ roster: "primary" }], waitSeconds: 300, everyone: true as const }];
  const both = paged(opened, "03:00:01", {
    ladder: aLadder({ levels }),
    onCall: { primary: ["ada", "ben"] },
  });
  const one = takes(both, "ada", "03:01:00");
  expect(one).toMatchObject({ escalation: { state: "paging", taken: ["ada"] }, dueAt: both.dueAt });
  expect(takes(one, "ben", "03:02:00")).toMatchObject({ escalation: { state: "taken", holder: "ben" } });
});

describe("what was answered, or taken by somebody, while a page was on its way", () => {
  const reply = aReply({ createdAt: "2026-11-21T03:00:30.000Z" });
  const answered = committed(hearReply({ hours, conversation: opened, reply, parent: null }));
  const taken = takes(opened, "lee", "03:00:30");
  const plan = planPages({
    conversation: opened,
    reason: "urgent",
    policy: "night",
    ladder: aLadder(),
    from: { round: 1, level: 0 },
    moment: aMoment(at("03:00:01")),
  });
  const page = {
    id: pageIdOf(opened.id, plan.turn, "ada"),
    sentAt: at("03:00:31").toISOString(),
    responder: "ada",
    destinations: ["ada-phone"],
  };

  test.each([
    ["answered", answered],
    ["taken", taken],
  ])("%s: has the page remembered, so that whoever it woke is told, and no ladder begun", (_, meanwhile) => {
    const recorded = committed(recordPages(meanwhile, plan, [page]));
    expect(recorded.pages).toEqual([page]);
    expect(recorded.events).toMatchObject([{ type: "PageSent", pageId: page.id, tooLate: true }]);
    expect([recorded.escalation, recorded.dueAt]).toEqual([meanwhile.escalation, meanwhile.dueAt]);
  });

  test("is left alone where no page reached anybody", () => {
    expect(recordPages(answered, plan, [])).toEqual({ kind: "nothing", reason: "answered" });
    expect(recordPages(taken, plan, [])).toEqual({ kind: "nothing", reason: "taken meanwhile" });
  });
});

test("two functions that do one turn at once ask under the same keys, and it counts once", () => {
  const again = planPages({
    conversation: opened,
    reason: "deadline-breached",
    policy: "night",
    ladder: aLadder(),
    from: { round: 1, level: 0 },
    moment: aMoment(at("03:00:01")),
  });
  expect(recordPages(night, again, [])).toEqual({ kind: "nothing", reason: "seen before" });
});
