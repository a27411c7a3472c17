import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { changeStanding } from "../../../../shared/domain/conversation/change-standing.ts";
import { Category, type Classification } from "../../../../shared/domain/judging/classification.ts";
import { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { MentionId } from "../../../../shared/domain/ids.ts";
import type { Judgement } from "../../../../shared/domain/judging/judgement.ts";
import { reclassify, type Correction } from "../../../../shared/domain/judging/reclassify.ts";
import { route } from "../../../../shared/domain/judging/route.ts";
import type { Step } from "../../../../shared/domain/conversation/step.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aClassification, aPolicy } from "../../../builders/a-judgement.ts";
import { aCorrection } from "../../../builders/a-correction.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aRouting, aTeam } from "../../../builders/a-routing.ts";
import { aReply } from "../../../builders/a-reply.ts";

const routing = aRouting({
  unsureBelow: { service: 0.5, sales: 0.5, chatter: 0.5 },
  teams: [
    aTeam("service", ["service"]),
    aTeam("sales", ["sales"]),
    aTeam("chatter", ["chatter"]),
    aTeam("triage", ["unsure"]),
  ],
});
const within: Readonly<Record<string, number | null>> = {
  service: 900,
  sales: 7200,
  chatter: null,
  triage: 1800,
};
const routed = (classification: Classification): Judgement => {
  const team = route(classification, routing);
  return { classification, team, policy: aPolicy(within[team] ?? null) };
};

const judged = (category: Category, confidence = 0.9): Judgement =>
  routed(aClassification({ category, confidence, reasons: ["the model"] }));

const now = new Date("2026-11-21T10:05:00Z");
const say = (conversation: Conversation, correction: Partial<Correction> = {}, keepsFeedback = false): Step =>
  reclassify({
    hours: {},
    conversation,
    mentionId: MentionId.parse("x:1001"),
    correction: aCorrection(correction),
    route: routed,
    keepsFeedback,
    now,
  });

const opened = (category: Category = "service", confidence?: number): Conversation =>
  aConversation(aMention(), judged(category, confidence));
const followUp = (conversation: Conversation, judgement: Judgement, changes: object = {}): Conversation => {
  const mention = aMention({ id: "x:1002", createdAt: "2026-11-21T10:20:00.000Z", ...changes });
  return committed(hearMention({ hours: {}, conversation, mention, judge: () => judgement, stored: null }));
};

describe("what staff say", () => {
  test("routes the mention again, to the team that takes it, and the old team hears that it is gone", () => {
    const { events, version, ...sold } = committed(say(opened()));
    expect(sold).toMatchObject({
      team: "sales",
      classification: { category: "sales", confidence: 1, reasons: ["Ada judged it sales"] },
      reclassified: { source: "staff", by: "Ada", mentionId: "x:1001", at: "2026-11-21T10:05:00.000Z" },
    });
    expect(version).toBe(2);
    expect(events).toMatchObject([
      { type: "MentionRouted", team: "sales", mentionId: "x:1001", dueAt: "2026-11-21T12:00:00.000Z" },
      { type: "ConversationUpdated", team: "service", change: "re-classified" },
    ]);
  });

  test("may confirm what the model was unsure of: its team is another one then", () => {
    const unsure = opened("service", 0.4);
    expect(unsure.team).toBe("triage");
    expect(committed(say(unsure, { category: "service" })).team).toBe("service");
  });

  test("holds when it is said twice, and counts anew when graver words have overruled it", () => {
    const chatter = committed(say(opened(), { category: "chatter" }));
    expect(say(chatter, { category: "chatter", by: "Ben" })).toEqual({
      kind: "nothing",
      reason: "said before",
    });
    const overruled = followUp(chatter, judged("service"));
    expect(overruled).toMatchObject({ team: "service", classification: { category: "service" } });
    expect(committed(say(overruled, { category: "chatter" })).team).toBe("chatter");
  });

  test.each([
    { what: "not in the conversation", changes: { mentions: [] }, reason: "not in this conversation" },
    {
      what: "taken back",
      changes: { mentions: opened().mentions.map((each) => ({ ...each, withdrawnAt: each.createdAt })) },
      reason: "withdrawn",
    },
  ])("means nothing of a mention that is $what", ({ changes, reason }) => {
    expect(say({ ...opened(), ...changes })).toEqual({ kind: "nothing", reason });
  });
});

describe("whatever comes later", () => {
  const service = committed(say(opened("chatter"), { category: "service" }));

  test.each(["chatter", "sales", "service"] as const)(
    "as %s, what staff said of the conversation holds",
    (category) => {
      expect(followUp(service, judged(category))).toMatchObject({
        team: "service",
        classification: { reasons: ["Ada judged it service"] },
      });
    },
  );

  test("but was written before, what staff said holds too", () => {
    const earlier = { createdAt: "2026-11-21T09:50:00.000Z" };
    expect(followUp(service, judged("service"), earlier).classification.reasons).toEqual([
      "Ada judged it service",
    ]);
  });

  test("as an edit that is no graver, it is news and no new route", () => {
    const mention = aMention({ revision: 1, text: "@brand my order is late!" });
    const edited = committed(
      hearMention({
        hours: {},
        conversation: service,
        mention,
        judge: () => judged("chatter"),
        stored: null,
      }),
    );
    expect(edited).toMatchObject({ team: "service", clocks: service.clocks });
    expect(edited.events).toMatchObject([{ type: "ConversationUpdated", change: "edited" }]);
  });

  test("as an edit that is graver, it is routed by its own words", () => {
    const chatter = committed(say(opened("sales"), { category: "chatter" }));
    const mention = aMention({ revision: 1, text: "@brand somebody has emptied my account" });
    const edited = committed(
      hearMention({
        hours: {},
        conversation: chatter,
        mention,
        judge: () => judged("service"),
        stored: null,
      }),
    );
    expect(edited).toMatchObject({ team: "service", dueAt: "2026-11-21T10:15:00.000Z" });
  });
});

describe("the customer's clock", () => {
  test("goes on from when they wrote, with the new team's time", () => {
    expect(committed(say(opened("sales"), { category: "service" })).clocks).toEqual([
      {
        name: "firstReply",
        state: "running",
        startedAt: "2026-11-21T10:00:00.000Z",
        policy: "within 900@1",
        dueAt: "2026-11-21T10:15:00.000Z",
      },
    ]);
  });

  test("begins at that time where none ran, even if it has run out by now", () => {
    const late = committed(say(opened("chatter"), { category: "service" }));
    expect(late).toMatchObject({ dueAt: "2026-11-21T10:15:00.000Z", dueSinceVersion: 2 });
  });

  test("ends where the new team promises nothing", () => {
    expect(committed(say(opened(), { category: "chatter" }))).toMatchObject({ clocks: [], dueAt: null });
  });

  test("that ran out stays so, and the new team's people are woken for it", () => {
    const breached = committed(decideAtDeadline(opened("sales"), new Date("2026-11-21T12:00:01Z")));
    const { clocks, events } = committed(say(breached, { category: "service" }));
    expect(clocks).toEqual(breached.clocks);
    expect(events).toMatchObject([
      { type: "MentionRouted", team: "service" },
      { type: "ConversationUpdated", team: "sales" },
      { type: "DeadlineBreached", team: "service", clock: { state: "breached" } },
    ]);
  });

  test("that was met stays met, and nothing starts", () => {
    const answered = committed(
      hearReply({ hours: {}, conversation: opened(), reply: aReply(), parent: null }),
    );
    expect(committed(say(answered, { category: "sales" }))).toMatchObject({
      status: "answered",
      clocks: answered.clocks,
      dueAt: null,
    });
  });

  test("runs to the end of what was said, whoever says what in whatever order", () => {
    const category = fc.constantFrom(...Category.options);
    fc.assert(
      fc.property(category, fc.array(category, { minLength: 1, maxLength: 6 }), (first, corrections) => {
        const end = corrections.reduce((conversation, said) => {
          const step = say(conversation, { category: said });
          return step.kind === "commit" ? step.conversation : conversation;
        }, opened(first));
        const last = corrections.at(-1) ?? first;
        expect(end.team).toBe(last);
        expect(end.clocks).toEqual(opened(last).clocks);
        expect(Conversation.parse(end)).toEqual(end);
      }),
      { numRuns: 200 },
    );
  });
});

const opinion = (conversation: Conversation, changes: Partial<Correction> = {}) => ({
  source: "second opinion" as const,
  by: "a model",
  confidence: 0.5,
  instead: conversation.classification,
  ...changes,
});

describe("a second opinion", () => {
  test("moves what nobody was sure of", () => {
    const unsure = opened("chatter", 0.4);
    expect(committed(say(unsure, opinion(unsure, { category: "service" }))).team).toBe("service");
  });

  test("changes nothing once staff have judged", () => {
    const asked = opened("chatter", 0.4);
    const ruled = committed(say(asked, { category: "sales" }));
    expect(say(ruled, opinion(asked))).toEqual({ kind: "nothing", reason: "staff have judged" });
  });

  test("changes nothing once something else was said", () => {
    const asked = opened("chatter", 0.4);
    const graver = followUp(asked, judged("service"));
    expect(say(graver, opinion(asked))).toEqual({ kind: "nothing", reason: "judged anew meanwhile" });
  });

  test("gives way to what staff say, and is no feedback", () => {
    const asked = opened("chatter", 0.4);
    const step = say(asked, opinion(asked), true);
    expect(step).not.toHaveProperty("feedback");
    expect(committed(say(committed(step), { category: "chatter" })).team).toBe("chatter");
  });
});

test("what staff say is kept for learning only where that is wanted, and without a word of the customer's", () => {
  expect(say(opened())).not.toHaveProperty("feedback");
  expect(say(opened(), { urgent: false }, true)).toMatchObject({
    feedback: { mentionId: "x:1001", revision: 0, category: "sales", urgent: false, by: "Ada" },
  });
});

test("a mention that is taken back afterwards takes its reasons along", () => {
  const stored = {
    kind: "mention",
    id: "x:1001",
    edition: 1,
    standing: null,
    conversationId: opened().id,
  } as const;
  const step = changeStanding({
    hours: {},
    id: aMention().id,
    standing: { state: "withdrawn", since: "2026-11-21T10:10:00.000Z" },
    stored: { ...stored, mention: aMention() },
    conversation: committed(say(opened())),
  });
  expect(committed(step)).toMatchObject({ status: "withdrawn", classification: { reasons: ["withdrawn"] } });
});
