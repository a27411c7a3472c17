import { describe, expect, test } from "vitest";
import { changeStanding } from "../../../../shared/domain/conversation/change-standing.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { MessageId } from "../../../../shared/domain/ids.ts";
import type { Standing } from "../../../../shared/domain/messages/standing.ts";
import type { Step } from "../../../../shared/domain/conversation/step.ts";
import type { StoredMessage } from "../../../../shared/domain/messages/stored-message.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";

const id = MessageId.parse("x:1001");
const judgement = aJudgement();
const withdrawnAt = (minute: number): Standing => ({
  state: "withdrawn",
  since: `2026-11-21T10:${String(minute).padStart(2, "0")}:00.000Z`,
});

const stored: StoredMessage = {
  kind: "mention",
  id,
  edition: 1,
  standing: null,
  conversationId: aConversation().id,
  mention: aMention(),
};

const change = (
  standing: Standing,
  conversation: Conversation | null = aConversation(),
  seen: StoredMessage | null = stored,
) => changeStanding({ hours: {}, id, standing, stored: seen, conversation });

const onlyMessage = (step: Step): StoredMessage => {
  const message = step.kind === "nothing" ? undefined : step.messages[0]?.message;
  if (message === undefined) throw new Error("expected one message to be written");
  return message;
};

describe("a withdrawn mention", () => {
  test("is redacted in the same commit, cancels the clock that counted from it, and its team is told", () => {
    const step = change(withdrawnAt(5));
    expect(committed(step)).toMatchObject({
      status: "withdrawn",
      dueAt: null,
      clocks: [
        { name: "firstReply", state: "cancelled", cancelledAt: withdrawnAt(5).since, reason: "withdrawn" },
      ],
      classification: { category: "service", reasons: ["withdrawn"] },
      events: [{ type: "ConversationUpdated", mentionId: "x:1001", change: "withdrawn" }],
    });
    expect(onlyMessage(step)).toMatchObject({ mention: { text: "", author: { id: "77", handle: null } } });
    expect(JSON.stringify([committed(step), onlyMessage(step)])).not.toMatch(/order|handle":"amara/iu);
  });

  test("wakes nobody any more", () => {
    const withdrawn = committed(change(withdrawnAt(5)));
    expect(decideAtDeadline(withdrawn, new Date("2026-11-21T11:00:00Z")).kind).toBe("nothing");
  });

  test("after its clock ran out leaves the miss a miss", () => {
    const breached = committed(decideAtDeadline(aConversation(), new Date("2026-11-21T10:15:00.001Z")));
    expect(committed(change(withdrawnAt(30), breached))).toMatchObject({
      status: "withdrawn",
      clocks: [{ state: "breached", answeredAt: null }],
    });
  });

  test("leaves the clock to the next mention nobody answered, counted from its own time", () => {
    const second = aMention({
      id: "x:1002",
      createdAt: "2026-11-21T10:04:00.000Z",
      receivedAt: "2026-11-21T10:04:00.000Z",
    });
    const two = committed(
      hearMention({
        hours: {},
        conversation: aConversation(),
        mention: second,
        judge: () => judgement,
        stored: null,
      }),
    );
    expect(committed(change(withdrawnAt(5), two))).toMatchObject({
      status: "open",
      dueAt: "2026-11-21T10:19:00.000Z",
      clocks: [{ state: "cancelled" }, { name: "firstReply", state: "running", startedAt: second.createdAt }],
    });
  });

  test("that is told twice changes nothing the second time", () => {
    const first = change(withdrawnAt(5));
    expect(change(withdrawnAt(5), committed(first), onlyMessage(first)).kind).toBe("nothing");
  });

  test("is not brought back by a copy of it", () => {
    const first = change(withdrawnAt(5));
    const copy = { conversation: committed(first), judge: () => judgement, stored: onlyMessage(first) };
    expect(hearMention({ hours: {}, ...copy, mention: aMention() }).kind).toBe("nothing");
    const edit = hearMention({
      hours: {},
      ...copy,
      mention: aMention({ revision: 1, text: "order, again" }),
    });
    expect(onlyMessage(edit)).toMatchObject({ mention: { text: "" } });
    expect(committed(edit)).toMatchObject({ status: "withdrawn", events: [] });
  });
});

test("a withdrawal of something unknown leaves a tombstone, and the late original opens nothing anybody is told of", () => {
  const step = change(withdrawnAt(5), null, null);
  expect(onlyMessage(step)).toEqual({
    kind: "awaited",
    id,
    edition: 1,
    standing: withdrawnAt(5),
    replies: [],
  });
  const late = hearMention({
    hours: {},
    conversation: null,
    mention: aMention(),
    judge: () => judgement,
    stored: onlyMessage(step),
  });
  expect(committed(late)).toMatchObject({ status: "withdrawn", dueAt: null, events: [] });
  expect(JSON.stringify(late)).not.toMatch(/my order|amara/iu);
  expect(committed(late).clocks).toEqual(committed(change(withdrawnAt(5))).clocks);
});

describe("the brand's own moderators", () => {
  const hidden: Standing = { state: "hidden", since: "2026-11-21T10:05:00.000Z" };
  const shown: Standing = { state: "shown", since: "2026-11-21T10:06:00.000Z" };

  test("hide a mention: it is marked, its words and its clock stay", () => {
    const step = change(hidden);
    expect(committed(step)).toMatchObject({
      status: "open",
      clocks: aConversation().clocks,
      events: [{ change: "hidden" }],
    });
    expect(onlyMessage(step)).toMatchObject({ standing: hidden, mention: { text: aMention().text } });
  });

  test("show it again, and hiding that is told too late changes nothing anybody sees", () => {
    const step = change(shown);
    expect(step.kind).toBe("messages");
    expect(change(hidden, aConversation(), onlyMessage(step)).kind).toBe("nothing");
  });
});
