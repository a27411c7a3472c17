import { describe, expect, test } from "vitest";
import { changeStanding } from "../../../../shared/domain/conversation/change-standing.ts";
import { close } from "../../../../shared/domain/conversation/close.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import type { StoredMessage } from "../../../../shared/domain/messages/stored-message.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aReply } from "../../../builders/a-reply.ts";

/** The minute of the hour in which the first mention of `aMention` was written on the hour. */
const at = (minute: number): string => `2026-11-21T10:${String(minute).padStart(2, "0")}:00.000Z`;
const page = { id: "x:1001:77#1#ada", sentAt: at(1), responder: "ada", destinations: ["ada-phone"] };
const paged: Conversation = { ...aConversation(), pages: [page] };

const writes = (conversation: Conversation, minute: number): Conversation => {
  const time = { createdAt: at(minute), receivedAt: at(minute) };
  const mention = aMention({ id: `x:${1001 + minute}`, ...time });
  return committed(
    hearMention({ hours: {}, conversation, mention, judge: () => aJudgement(), stored: null }),
  );
};
const takesBack = (conversation: Conversation, index: number): Conversation => {
  const id = conversation.mentions[index]?.id ?? aMention().id;
  const conversationId = conversation.id;
  const mention = aMention({ id });
  const stored: StoredMessage = { kind: "mention", id, edition: 1, standing: null, conversationId, mention };
  const standing = { state: "withdrawn", since: at(20) } as const;
  return committed(changeStanding({ hours: {}, id, standing, stored, conversation }));
};
const answers = (conversation: Conversation, minute: number): Conversation => {
  const reply = aReply({ id: `x:answer-${minute}`, createdAt: at(minute), receivedAt: at(minute) });
  return committed(hearReply({ hours: {}, conversation, reply, parent: null }));
};
const closes = (conversation: Conversation): Conversation =>
  committed(close({ conversation, by: "Ada", at: new Date(at(21)), hours: {} }));

const told = ({ events: [event] }: Conversation) => {
  const { paged: isPaged, nobodyWaits } = { paged: undefined, nobodyWaits: undefined, ...event };
  return { paged: isPaged, nobodyWaits };
};

describe("whoever was paged need not look any more once", () => {
  test.each<[string, Conversation]>([
    ["the brand answers", answers(paged, 6)],
    ["somebody closes it", closes(paged)],
    ["the customer takes it back", takesBack(paged, 0)],
    ["the customer takes back the last of what they said", takesBack(takesBack(writes(paged, 5), 0), 1)],
    ["the customer takes back what came after the answer", takesBack(writes(answers(paged, 4), 5), 1)],
  ])("%s", (_, conversation) => {
    expect(told(conversation)).toEqual({ paged: true, nobodyWaits: true });
  });
});

describe("somebody still waits, or nobody did any more, when", () => {
  test.each<[string, Conversation]>([
    ["one of two mentions is taken back", takesBack(writes(paged, 5), 0)],
    ["an answer to the first of two arrives behind the second", answers(writes(paged, 5), 4)],
    ["a second answer follows the first", answers(answers(paged, 6), 7)],
    ["what was answered is closed", closes(answers(paged, 6))],
    ["what was answered is taken back", takesBack(answers(paged, 6), 0)],
  ])("%s", (_, conversation) => {
    expect(told(conversation)).toEqual({ paged: true });
  });
});

test("where nobody was paged there is nobody to tell", () => {
  expect(told(takesBack(aConversation(), 0))).toEqual({ nobodyWaits: true });
});
