import { describe, expect, test } from "vitest";
import { TeamId } from "../../../../shared/domain/ids.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aClassification, aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aReply } from "../../../builders/a-reply.ts";

const judgement = aJudgement();

describe("the first mention of a conversation", () => {
  test("opens it, starts the first-reply clock and is routed", () => {
    const opened = aConversation();
    expect(opened).toMatchObject({ id: "x:1001:77", version: 1, status: "open", team: "service" });
    expect(opened.clocks).toMatchObject([
      { name: "firstReply", state: "running", dueAt: "2026-11-21T10:15:00.000Z" },
    ]);
    expect(opened.events).toMatchObject([{ type: "MentionRouted", mentionId: "x:1001", team: "service" }]);
    expect(opened).toMatchObject({ dueAt: "2026-11-21T10:15:00.000Z", dueSinceVersion: 1 });
  });

  test("starts the clock at our receipt when the platform's time lies in the future", () => {
    const mention = aMention({ createdAt: "2026-11-21T10:30:00.000Z" });
    expect(aConversation(mention).clocks[0]?.startedAt).toBe("2026-11-21T10:00:02.000Z");
  });

  test("runs no clock for a team that has none", () => {
    const opened = aConversation(aMention(), aJudgement({ replySeconds: null }));
    expect(opened).toMatchObject({ clocks: [], dueAt: null });
    expect(opened.events).toMatchObject([{ type: "MentionRouted", dueAt: null }]);
  });
});

describe("a mention that was heard before", () => {
  test("changes nothing", () => {
    const step = hearMention({
      hours: {},
      conversation: aConversation(),
      mention: aMention(),
      judge: () => judgement,
      stored: null,
    });
    expect(step).toEqual({ kind: "nothing", reason: "seen before" });
  });

  test("changes nothing when an older revision arrives behind a newer one", () => {
    const edited = aConversation(aMention({ revision: 2 }));
    expect(
      hearMention({
        hours: {},
        conversation: edited,
        mention: aMention({ revision: 1 }),
        judge: () => judgement,
        stored: null,
      }).kind,
    ).toBe("nothing");
  });
});

test("an edit replaces the text, tells the team, and restarts no clock", () => {
  const opened = aConversation();
  const mention = aMention({ revision: 1, text: "@brand my order #5 hasn't arrived" });
  const step = hearMention({
    hours: {},
    conversation: opened,
    mention,
    judge: () => judgement,
    stored: null,
  });
  const edited = committed(step);
  expect(edited).toMatchObject({
    version: 2,
    clocks: opened.clocks,
    mentions: [{ id: "x:1001", revision: 1 }],
  });
  expect(edited.events).toMatchObject([{ type: "ConversationUpdated", change: "edited" }]);
  expect(edited.dueSinceVersion).toBe(1);
  expect(step).toMatchObject({
    messages: [{ message: { mention: { text: "@brand my order #5 hasn't arrived" } } }],
  });
});

test("a second mention of the same kind goes to the same team, and the clock keeps counting from the first", () => {
  const opened = aConversation();
  const mention = aMention({ id: "x:1002", createdAt: "2026-11-21T10:04:00.000Z" });
  const next = committed(
    hearMention({ hours: {}, conversation: opened, mention, judge: () => judgement, stored: null }),
  );
  expect(next).toMatchObject({ clocks: opened.clocks, dueAt: opened.dueAt, dueSinceVersion: 1 });
  expect(next.events).toMatchObject([{ type: "MentionRouted", mentionId: "x:1002", team: "service" }]);
});

test("a complaint behind a compliment is in the hands of service, in service's time", () => {
  const chatter = aJudgement({
    team: TeamId.parse("chatter"),
    replySeconds: 86_400,
    classification: aClassification({ category: "chatter", reasons: ["praises or thanks"] }),
  });
  const opened = aConversation(aMention(), chatter);
  const mention = aMention({
    id: "x:1002",
    createdAt: "2026-11-21T10:04:00.000Z",
    receivedAt: "2026-11-21T10:04:01.000Z",
  });
  const next = committed(
    hearMention({ hours: {}, conversation: opened, mention, judge: () => judgement, stored: null }),
  );
  expect(next).toMatchObject({
    team: "service",
    classification: { category: "service" },
    dueAt: "2026-11-21T10:19:00.000Z",
  });
  const back = committed(
    hearMention({
      hours: {},
      conversation: next,
      mention: aMention({ id: "x:1003", createdAt: "2026-11-21T10:05:00.000Z" }),
      judge: () => chatter,
      stored: null,
    }),
  );
  expect(back).toMatchObject({ team: "service", dueAt: "2026-11-21T10:19:00.000Z" });
});

test("a customer who writes again after an answer starts the next-reply clock", () => {
  const answered = committed(
    hearReply({ hours: {}, conversation: aConversation(), reply: aReply(), parent: null }),
  );
  const mention = aMention({
    id: "x:1003",
    createdAt: "2026-11-21T10:20:00.000Z",
    receivedAt: "2026-11-21T10:20:01.000Z",
  });
  const reopened = committed(
    hearMention({ hours: {}, conversation: answered, mention, judge: () => judgement, stored: null }),
  );
  expect(reopened.status).toBe("open");
  expect(reopened.clocks).toMatchObject([
    { name: "firstReply", state: "met" },
    { name: "nextReply", state: "running", dueAt: "2026-11-21T10:35:00.000Z" },
  ]);
});

test("a reply that overtook its mention answers it in the same commit", () => {
  const step = hearReply({ hours: {}, conversation: null, reply: aReply(), parent: null });
  if (step.kind !== "messages") throw new Error("the early reply should wait");
  const stored = step.messages[0]?.message ?? null;
  const met = committed(
    hearMention({ hours: {}, conversation: null, mention: aMention(), judge: () => judgement, stored }),
  );
  expect(met).toMatchObject({ status: "answered", clocks: [{ state: "met" }], dueAt: null, version: 1 });
  expect(met.events.map(({ type }) => type)).toEqual(["MentionRouted", "ConversationAnswered"]);
});
