import { expect, test } from "vitest";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import type { Escalation } from "../../../../shared/domain/escalation/escalation.ts";
import { handOverOf } from "../../../../shared/domain/roster/hand-over.ts";
import { aConversation } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aLadder } from "../../../builders/a-ladder.ts";
import { aMention } from "../../../builders/a-mention.ts";

const waits = (thread: string, minute: string, replySeconds: number | null = 900): Conversation => {
  const at = `2026-11-21T10:${minute}:00.000Z`;
  const mention = aMention({ id: `x:${thread}`, threadId: thread, createdAt: at, receivedAt: at });
  return aConversation(mention, aJudgement({ replySeconds }));
};
const taken = (conversation: Conversation, by: string, nextAt: string): Conversation => ({
  ...conversation,
  escalation: { ...paging, state: "taken", holder: by, nextAt },
});
const paging: Escalation = {
  reason: "deadline-breached",
  policy: "nights@1",
  ladder: aLadder(),
  state: "paging",
  round: 1,
  level: 0,
  nextAt: "2026-11-21T10:30:00.000Z",
};
const threads = (work: readonly { readonly conversationId: string }[]) =>
  work.map(({ conversationId }) => conversationId.split(":")[1]);

test("what nobody has is promised, the soonest due first", () => {
  const { promised, held } = handOverOf([waits("3", "30"), waits("1", "00"), waits("2", "15")]);
  expect(threads(promised)).toEqual(["1", "2", "3"]);
  expect(promised[0]).toMatchObject({ team: "service", dueAt: "2026-11-21T10:15:00.000Z", held: null });
  expect(held).toEqual([]);
});

test("what somebody has is told with who it is, and until when, what comes back first, first", () => {
  const { promised, held } = handOverOf([
    taken(waits("1", "00"), "ada", "2026-11-21T11:00:00.000Z"),
    taken(waits("2", "00"), "ben", "2026-11-21T10:45:00.000Z"),
  ]);
  expect(promised).toEqual([]);
  expect(threads(held)).toEqual(["2", "1"]);
  expect(held[0]).toMatchObject({
    dueAt: "2026-11-21T10:15:00.000Z",
    held: { by: "ben", until: "2026-11-21T10:45:00.000Z" },
  });
});

test("whoever is only asked does not have it", () => {
  expect(threads(handOverOf([{ ...waits("1", "00"), escalation: paging }]).promised)).toEqual(["1"]);
});

test("what was answered or closed is handed to nobody, and what no clock runs for is promised to nobody", () => {
  const closed = { ...waits("1", "00"), status: "closed" as const };
  expect(handOverOf([closed, waits("2", "00", null)])).toEqual({ promised: [], held: [] });
});
