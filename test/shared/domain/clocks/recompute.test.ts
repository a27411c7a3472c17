import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { historyOf } from "../../../../shared/domain/clocks/history.ts";
import { recompute } from "../../../../shared/domain/clocks/recompute.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aPolicyOf, aTarget, hours } from "../../../builders/a-policy.ts";

const an = (seconds: number, ref: string) =>
  aPolicyOf({ firstReply: aTarget(seconds), nextReply: aTarget(seconds) }, { ref });
const opened = aConversation(
  aMention({ createdAt: "2026-11-21T10:00:00.000Z" }),
  aJudgement({ policy: an(900, "everybody@1") }),
);
const now = new Date("2026-11-21T10:05:00Z");
const anew = (conversation: Conversation, seconds: number, ref = "everybody@2") =>
  recompute({ conversation, policies: new Map([["x:1001", an(seconds, ref)]]), by: "Ada", now, hours });

test("an open conversation is due by the new policy, counted from when its customer wrote", () => {
  const moved = committed(anew(opened, 3600));
  expect(moved.dueAt).toBe("2026-11-21T11:00:00.000Z");
  expect(moved.events).toMatchObject([
    {
      type: "DeadlinesMoved",
      moves: [
        {
          clock: "firstReply",
          from: "2026-11-21T10:15:00.000Z",
          to: "2026-11-21T11:00:00.000Z",
          policy: "everybody@2",
          by: "Ada",
        },
      ],
    },
  ]);
});

test("why it moved is in its history", () => {
  const history = historyOf(committed(anew(opened, 3600)), {
    targetWords: (ref) => `${ref}`,
    zone: "UTC",
  });
  expect(history.map(({ sentence }) => sentence)).toContain(
    "first reply moved from 2026-11-21 10:15 to 2026-11-21 11:00 because everybody@2, as Ada asked",
  );
});

test("what does not move is left alone, and so is a promise that is broken", () => {
  expect(anew(opened, 900)).toEqual({ kind: "nothing", reason: "as before" });
  const broken = committed(decideAtDeadline(opened, new Date("2026-11-21T10:20:00Z")));
  expect(anew(broken, 3600)).toEqual({ kind: "nothing", reason: "its promise is broken" });
});
