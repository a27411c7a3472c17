import { expect, test } from "vitest";
import { breachClock } from "../../shared/domain/clocks/clock.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { ConversationId } from "../../shared/domain/ids.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aLadder } from "../builders/a-ladder.ts";
import { aboutConversation, aPage } from "../builders/a-page.ts";
import { brokenPromises, type Seen } from "./promises.ts";

const opened = aConversation();
const [clock] = opened.clocks;
if (clock?.state !== "running") throw new Error("the conversation runs no clock");
const { id: conversationId } = opened;
const { dueAt } = clock;
const mentionId = opened.mentions[0]?.id ?? "";
const breachId = `${conversationId}:2:0`;
const pageId = `${conversationId}#1#ada`;

/** A mention that was routed, waited too long, and woke somebody. */
const conversation = {
  ...opened,
  version: 3,
  clocks: [breachClock(clock)],
  pages: [{ id: pageId, sentAt: dueAt, destinations: ["phone"] }],
};
const routed = {
  detailType: "MentionRouted",
  id: `${conversationId}:1:0`,
  conversationId,
  version: 1,
  mention: { id: mentionId },
};
const breached = {
  detailType: "DeadlineBreached",
  id: breachId,
  conversationId,
  version: 2,
  clock: breachClock(clock),
};
const paged = { detailType: "PageSent", id: `${conversationId}:3:0`, conversationId, version: 3 };
const page = aPage({ id: pageId, about: aboutConversation({ conversationId }) });
const after = (milliseconds: number) => new Date(Date.parse(dueAt) + milliseconds);

const kept: Seen = {
  acknowledged: [
    {
      platform: "x",
      body: "{}",
      copies: 1,
      mentions: [{ id: mentionId, conversationId, at: new Date(clock.startedAt) }],
    },
  ],
  conversations: [conversation],
  speakers: new Map(),
  told: [routed, breached, paged],
  silent: new Set(),
  delivered: [routed],
  breaches: [{ conversationId, dueAt, at: after(3) }],
  pages: [page],
  deadLetters: [],
  ignored: [],
  underWay: [],
  now: after(1000),
};

test("a mention that was routed once, rung in time and paged keeps every promise", () => {
  expect(brokenPromises(kept)).toEqual([]);
});

const speaker = { ...conversation, id: ConversationId.parse("x:1:2") };

/** The page of another conversation stands for this one; these are its pages. */
function spokenForBy(pages: Conversation["pages"]): Partial<Seen> {
  const grouped: Conversation = {
    ...conversation,
    pages: [],
    escalation: {
      reason: "arrived-late",
      policy: "night@1",
      ladder: aLadder(),
      state: "grouped",
      round: 1,
      level: 0,
      nextAt: dueAt,
      group: "late service",
    },
  };
  return {
    conversations: [grouped],
    speakers: new Map([["late service", { ...speaker, pages }]]),
    pages: [],
  };
}

test("a commit that had nothing to tell is not missed on the bus", () => {
  const silent = new Set([`${conversationId} 3`]);
  expect(brokenPromises({ ...kept, told: [routed, breached], silent })).toEqual([]);
});

test("a breach that another's page stands for has woken somebody", () => {
  expect(brokenPromises({ ...kept, ...spokenForBy(conversation.pages) })).toEqual([]);
});

test("a turn that is due may ring as another page", () => {
  const escalated = { ...paged, detailType: "ConversationEscalated", id: `${conversationId}:4:0` };
  const pages = [
    page,
    { ...page, id: `${conversationId}#2#lee` },
    { ...page, id: `${conversationId}#2#max` },
  ];
  expect(brokenPromises({ ...kept, told: [...kept.told, escalated], pages })).toEqual([]);
});

test("copies of an event, of a message and of a page are no second one", () => {
  const copies = { told: [...kept.told, routed, breached], delivered: [routed, routed], pages: [page, page] };
  expect(brokenPromises({ ...kept, ...copies })).toEqual([]);
});

test.each<[string, Partial<Seen>, RegExp]>([
  ["a mention that nobody has", { delivered: [] }, /^lost: .* was answered 200/u],
  ["an event that arrived nowhere", { acknowledged: [], delivered: [] }, /^undelivered: event/u],
  ["a commit that was not told", { told: [routed, breached] }, /^untold: version 3/u],
  [
    "a mention that was routed as two events",
    { told: [...kept.told, { ...routed, id: "another" }], delivered: [routed, { ...routed, id: "another" }] },
    /was routed 2 times/u,
  ],
  [
    "a mention that is in its conversation twice",
    { conversations: [{ ...conversation, mentions: [...opened.mentions, ...opened.mentions] }] },
    /is twice in/u,
  ],
  [
    "a deadline that rang early",
    { breaches: [{ conversationId, dueAt, at: after(-1) }] },
    /^early: .* 1 ms before/u,
  ],
  [
    "a clock that started before anybody wrote",
    {
      conversations: [
        { ...conversation, clocks: [{ ...breachClock(clock), startedAt: "2020-01-01T00:00:00.000Z" }] },
      ],
    },
    /^early: a clock/u,
  ],
  ["a deadline that never rang", { conversations: [{ ...conversation, clocks: [clock] }] }, /^missing: /u],
  [
    "a deadline that rang as two events",
    { told: [...kept.told, { ...breached, id: "another" }] },
    /^rung 2 times/u,
  ],
  ["a breach that woke nobody", { conversations: [{ ...conversation, pages: [] }] }, /^nobody was woken/u],
  [
    "a second turn that nothing asked for",
    { pages: [page, { ...page, id: `${conversationId}#2#ada` }] },
    /^2 turns rang for .*, and 1 were due/u,
  ],
  ["a page for no breach", { told: [routed, paged] }, /^1 turns rang for .*, and 0 were due/u],
  ["a breach that another speaks for whom nobody heard of", spokenForBy([]), /^nobody was woken/u],
  ["a message that is still on its way", { underWay: ["1 in intake"] }, /^still under way/u],
  [
    "a body nobody can read that is on no dead-letter queue",
    { acknowledged: [{ platform: "x", body: "{", copies: 1, mentions: [], otherwise: "dead-lettered" }] },
    /^lost: a body nobody can read/u,
  ],
  [
    "something for nobody that was not ignored",
    { acknowledged: [{ platform: "x", body: "{}", copies: 1, mentions: [], otherwise: "ignored" }] },
    /was not ignored/u,
  ],
])("%s breaks one", (_, seen, sentence) => {
  expect(brokenPromises({ ...kept, ...seen })).toEqual(
    expect.arrayContaining([expect.stringMatching(sentence)]),
  );
});

test.each<[string, Partial<Seen>, string]>([
  ["a mention", { conversations: [], told: [], delivered: [], pages: [] }, mentionId.split(":")[1] ?? ""],
  ["an event", { acknowledged: [], delivered: [] }, routed.id],
  ["a breach", { conversations: [{ ...conversation, pages: [] }] }, breachId],
])("%s that a dead-letter queue keeps for a person is not lost", (_, seen, body) => {
  expect(brokenPromises({ ...kept, ...seen, deadLetters: [{ queue: "q", body }] })).toEqual([]);
});

test("a customer who was answered before anybody was woken needs no page", () => {
  const answered = { ...conversation, status: "answered" as const, pages: [] };
  expect(brokenPromises({ ...kept, conversations: [answered], pages: [] })).toEqual([]);
});
