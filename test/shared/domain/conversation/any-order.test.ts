import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeStanding } from "../../../../shared/domain/conversation/change-standing.ts";
import type { Calendar } from "../../../../shared/domain/calendar/calendar-shape.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { MessageId, TeamId } from "../../../../shared/domain/ids.ts";
import type { Judgement } from "../../../../shared/domain/judging/judgement.ts";
import type { Mention } from "../../../../shared/domain/messages/mention.ts";
import { answeredMessageId } from "../../../../shared/domain/messages/reply.ts";
import type { Step } from "../../../../shared/domain/conversation/step.ts";
import type { StoredMessage } from "../../../../shared/domain/messages/stored-message.ts";
import { aClassification, aJudgement, aPolicy } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aPolicyOf, aTarget } from "../../../builders/a-policy.ts";
import { aReply } from "../../../builders/a-reply.ts";

/** One thing a platform tells us of one conversation. */
type Told = (world: World) => Step;
type World = { conversation: Conversation | null; readonly messages: Map<string, StoredMessage> };

const minute = (count: number): string =>
  new Date(Date.parse("2026-11-21T10:00:00Z") + count * 60_000).toISOString();

const said = (id: string, at: number, changes: object = {}, judgement = aJudgement()): Told =>
  saidAs(id, at, changes, () => judgement);

const saidAs = (id: string, at: number, changes: object, judge: (mention: Mention) => Judgement): Told => {
  const mention = aMention({ id: `x:${id}`, createdAt: minute(at), receivedAt: minute(600), ...changes });
  return ({ conversation, messages }) => {
    const stored = messages.get(mention.id) ?? null;
    return hearMention({ hours, conversation, mention, judge, stored });
  };
};

const answered = (id: string, replyTo: string, at: number): Told => {
  const reply = aReply({ id: `x:${id}`, replyTo, createdAt: minute(at) });
  return ({ conversation, messages }) => {
    const parent = messages.get(answeredMessageId(reply) ?? "") ?? null;
    const isKnown = parent?.kind === "mention";
    return hearReply({
      hours,
      conversation: isKnown ? conversation : null,
      reply,
      parent,
      stored: messages.get(reply.id) ?? null,
    });
  };
};

const became = (state: "withdrawn" | "hidden" | "shown", name: string, at: number): Told => {
  const id = MessageId.parse(`x:${name}`);
  return ({ conversation, messages }) => {
    const stored = messages.get(id) ?? null;
    const standing = { state, since: minute(at) };
    return changeStanding({
      hours,
      id,
      standing,
      stored,
      conversation: stored?.kind === "mention" ? conversation : null,
    });
  };
};

const take = (world: World, told: Told): void => {
  const step = told(world);
  if (step.kind === "nothing") return;
  for (const { message, replaces } of step.messages) {
    expect(world.messages.get(message.id)?.edition ?? 0).toBe(replaces?.edition ?? 0);
    world.messages.set(message.id, message);
  }
  if (step.kind === "commit") world.conversation = step.conversation;
};

/** What a conversation is, without the way it took to get there. */
const endOf = (tellings: readonly Told[]) => {
  const world: World = { conversation: null, messages: new Map() };
  for (const told of tellings) take(world, told);
  if (world.conversation === null) return null;
  const texts = [...world.messages.values()]
    .map((message) =>
      JSON.stringify(message.kind === "mention" ? [message.mention, message.standing] : [message.id]),
    )
    .toSorted((one, other) => one.localeCompare(other));
  return { ...world.conversation, version: null, dueSinceVersion: null, events: null, texts };
};

const office: Calendar = {
  time_zone: "UTC",
  weekly: { sat: [["09:00", "10:30"]], mon: [["09:00", "17:00"]] },
};
const hours = { office };

const normal = aJudgement({ replySeconds: 3600 });
const urgent = aJudgement({
  classification: aClassification({ urgent: true, reasons: ["is locked out"] }),
  replySeconds: 600,
});
const compliment = aJudgement({
  classification: aClassification({ category: "chatter", reasons: ["praises or thanks"] }),
  team: TeamId.parse("chatter"),
  replySeconds: null,
});
const another = aJudgement({
  classification: aClassification({ reasons: ["is charged twice"] }),
  team: TeamId.parse("billing"),
  replySeconds: 3600,
});

const inOffice = (ref: string, first: number, next: number) => ({
  ...aPolicy(first),
  ref,
  targets: {
    firstReply: { seconds: first, calendar: office, hours: "office" },
    nextReply: { seconds: next, calendar: office, hours: "office" },
  },
});
/** By its words, in office hours that end soon; a later reply has another time than the first one. */
const inOfficeHours = (mention: Mention): Judgement =>
  mention.text.includes("court")
    ? { ...aJudgement(), policy: inOffice("threats@1", 2700, 900) }
    : { ...aJudgement(), policy: inOffice("rest@1", 5400, 7200) };

const cared: Judgement = {
  ...aJudgement(),
  policy: aPolicyOf(
    {
      claim: aTarget(300, { warnings: [{ share: 0.5 }] }),
      firstReply: aTarget(900, { warnings: [{ secondsBefore: 60 }] }),
      nextReply: aTarget(600),
      resolution: aTarget(3600, { calendar: office, hours: "office", warnings: [{ share: 0.8 }] }),
    },
    { pauseWhile: ["answered"] },
  ),
};

const stories: readonly { readonly what: string; readonly tellings: readonly Told[] }[] = [
  {
    what: "asked, answered, asked again",
    tellings: [said("1", 0), answered("9", "1", 5), said("2", 10)],
  },
  {
    what: "asked twice, answered in between and at the end",
    tellings: [said("1", 0), said("2", 3), answered("8", "1", 4), said("3", 6), answered("9", "3", 40)],
  },
  {
    what: "one post told as a reply, a quote and a mention",
    tellings: [
      said("1", 0, { kind: "reply", replyable: false }),
      said("1", 0, { kind: "quote" }),
      said("1", 0, { kind: "mention" }),
    ],
  },
  {
    what: "a compliment, a complaint, another, and something urgent",
    tellings: [
      said("1", 0, {}, compliment),
      said("2", 3, {}, normal),
      said("3", 6, {}, another),
      said("4", 20, {}, urgent),
    ],
  },
  {
    what: "two complaints behind a compliment, taken up by different teams",
    tellings: [said("1", 0, {}, compliment), said("2", 3, {}, another), said("3", 6, {}, normal)],
  },
  {
    what: "something urgent, answered, and something that can wait",
    tellings: [
      said("1", 0, {}, normal),
      said("2", 5, {}, urgent),
      answered("9", "2", 9),
      said("3", 20, {}, normal),
    ],
  },
  {
    what: "something urgent that is taken back",
    tellings: [said("1", 0, {}, normal), said("2", 5, {}, urgent), became("withdrawn", "2", 7)],
  },
  {
    what: "written, edited twice",
    tellings: [
      said("1", 0),
      said("1", 2, { revision: 1, text: "my order, better said" }),
      said("1", 4, { revision: 2, text: "my order, best said" }),
    ],
  },
  {
    what: "written, answered and taken back",
    tellings: [said("1", 0), answered("9", "1", 5), said("2", 7), became("withdrawn", "2", 9)],
  },
  {
    what: "written and taken back before anybody answered",
    tellings: [said("1", 0), said("2", 3), became("withdrawn", "1", 5), became("withdrawn", "2", 6)],
  },
  {
    what: "in office hours: an edit that falls under another policy, and copies that know an earlier beginning",
    tellings: [
      saidAs("1", 20, {}, inOfficeHours),
      saidAs("1", 22, { revision: 1, text: "see you in court" }, inOfficeHours),
      saidAs("1", 5, {}, inOfficeHours),
    ],
  },
  {
    what: "in office hours: asked, answered, asked again, with another time for the later reply",
    tellings: [
      saidAs("1", 0, {}, inOfficeHours),
      answered("8", "1", 10),
      saidAs("2", 15, {}, inOfficeHours),
      saidAs("3", 20, { text: "see you in court" }, inOfficeHours),
      answered("9", "3", 25),
      saidAs("4", 28, {}, inOfficeHours),
    ],
  },
  {
    what: "promised a claim and a resolution that pauses: asked, answered, asked again, taken back",
    tellings: [
      said("1", 0, {}, cared),
      answered("8", "1", 10),
      said("2", 15, {}, cared),
      answered("9", "2", 25),
      said("3", 60, {}, cared),
      became("withdrawn", "3", 70),
    ],
  },
  {
    what: "hidden, shown and hidden again",
    tellings: [said("1", 0), became("hidden", "1", 2), became("shown", "1", 3), became("hidden", "1", 4)],
  },
];

describe.each(stories)("$what", ({ tellings }) => {
  test("ends the same in every order, each thing told once or more often", () => {
    const expected = endOf(tellings);
    const orders = fc.shuffledSubarray([...tellings, ...tellings], { minLength: tellings.length * 2 });
    fc.assert(
      fc.property(orders, (order) => {
        expect(endOf(order)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

const dueAfter = (...tellings: readonly Told[]) => endOf(tellings)?.dueAt;

test("something urgent draws the clock nearer, and what can wait never pushes it away", () => {
  const [calm, pressing] = [said("1", 0, {}, normal), said("2", 5, {}, urgent)];
  expect(dueAfter(calm)).toBe(minute(60));
  expect(dueAfter(calm, pressing)).toBe(minute(15));
  expect(dueAfter(pressing, calm)).toBe(minute(15));
  expect(dueAfter(calm, pressing, said("3", 10, {}, normal))).toBe(minute(15));
});

test("a later reply has a target of its own, also after the conversation was answered and goes on", () => {
  const end = endOf([
    saidAs("1", 0, {}, inOfficeHours),
    answered("9", "1", 10),
    saidAs("2", 15, {}, inOfficeHours),
  ]);
  expect(end?.clocks).toEqual([
    expect.objectContaining({ name: "firstReply", state: "met", policy: "rest@1" }),
    {
      name: "nextReply",
      state: "running",
      startedAt: minute(15),
      dueAt: "2026-11-23T10:45:00.000Z",
      policy: "rest@1",
    },
  ]);
});
