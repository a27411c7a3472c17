import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aReply } from "../../../builders/a-reply.ts";

test("the brand's own answer stops the clock and takes the conversation off the timer", () => {
  const answered = committed(
    hearReply({ hours: {}, conversation: aConversation(), reply: aReply(), parent: null }),
  );
  expect(answered).toMatchObject({ status: "answered", dueAt: null, dueSinceVersion: 2 });
  expect(answered.clocks).toMatchObject([{ state: "met", answeredAt: "2026-11-21T10:06:00.000Z" }]);
  expect(answered.events).toMatchObject([{ type: "ConversationAnswered", replyId: "x:2001" }]);
});

test("a late answer ends the wait, and the clock stays breached", () => {
  const breached = committed(decideAtDeadline(aConversation(), new Date("2026-11-21T10:15:01Z")));
  const late = aReply({ createdAt: "2026-11-21T10:40:00.000Z" });
  const answered = committed(hearReply({ hours: {}, conversation: breached, reply: late, parent: null }));
  expect(answered).toMatchObject({
    status: "answered",
    clocks: [{ state: "breached", answeredAt: late.createdAt }],
  });
});

test("the same answer delivered twice is one answer", () => {
  const answered = committed(
    hearReply({ hours: {}, conversation: aConversation(), reply: aReply(), parent: null }),
  );
  expect(hearReply({ hours: {}, conversation: answered, reply: aReply(), parent: null }).kind).toBe(
    "nothing",
  );
});

test("a post of the brand that answers nobody is nothing to us", () => {
  expect(
    hearReply({ hours: {}, conversation: null, reply: aReply({ replyTo: null }), parent: null }),
  ).toMatchObject({
    kind: "nothing",
  });
});

test("an answer that arrives before its mention waits for it, and its copy does not wait twice", () => {
  const step = hearReply({ hours: {}, conversation: null, reply: aReply(), parent: null });
  expect(step).toMatchObject({
    kind: "messages",
    messages: [
      { message: { kind: "awaited", id: "x:1001", replies: [{ id: "x:2001" }] }, replaces: null },
      { message: { kind: "reply", id: "x:2001", conversationId: null }, replaces: null },
    ],
  });
  const parent = step.kind === "messages" ? (step.messages[0]?.message ?? null) : null;
  expect(hearReply({ hours: {}, conversation: null, reply: aReply(), parent }).kind).toBe("nothing");
  const second = hearReply({ hours: {}, conversation: null, reply: aReply({ id: "x:2002" }), parent });
  expect(second).toMatchObject({
    kind: "messages",
    messages: [{ message: { replies: [{ id: "x:2001" }, { id: "x:2002" }] } }, { message: { id: "x:2002" } }],
  });
});

test("an answer written before the customer's latest words leaves the conversation open", () => {
  const reply = aReply({ createdAt: "2026-11-21T09:59:00.000Z" });
  expect(committed(hearReply({ hours: {}, conversation: aConversation(), reply, parent: null })).status).toBe(
    "open",
  );
});
