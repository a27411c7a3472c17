import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aReply } from "../../../builders/a-reply.ts";

const due = new Date("2026-11-21T10:15:00.000Z");
const justAfter = new Date("2026-11-21T10:15:00.001Z");

test("nothing is decided at the due instant itself: an answer in that instant would be in time", () => {
  expect(decideAtDeadline(aConversation(), due).kind).toBe("nothing");
});

test("a moment later the clock is breached, and the breach is told once", () => {
  const breached = committed(decideAtDeadline(aConversation(), justAfter));
  expect(breached).toMatchObject({ clocks: [{ state: "breached", answeredAt: null }], dueAt: null });
  expect(breached.events).toMatchObject([{ type: "DeadlineBreached", mentionId: "x:1001", team: "service" }]);
  expect(decideAtDeadline(breached, justAfter).kind).toBe("nothing");
});

test("an answered conversation rings nobody", () => {
  const answered = committed(
    hearReply({ hours: {}, conversation: aConversation(), reply: aReply(), parent: null }),
  );
  expect(decideAtDeadline(answered, justAfter).kind).toBe("nothing");
});
