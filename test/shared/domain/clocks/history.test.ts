import { expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import { becauseOf, historyOf } from "../../../../shared/domain/clocks/history.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { close } from "../../../../shared/domain/conversation/close.ts";
import { targetWordsOf } from "../../../../shared/domain/promises/target-words.ts";
import { policyRef } from "../../../../shared/domain/promises/sla-policy.ts";
import type { SlaPolicy } from "../../../../shared/domain/promises/policy-shape.ts";
import { aConversation, committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aPolicyOf, aTarget, hours } from "../../../builders/a-policy.ts";
import { aReply } from "../../../builders/a-reply.ts";

const urgent: SlaPolicy = {
  name: "urgent service",
  when: "default",
  targets: {
    firstReply: { seconds: 900, calendar: "always-on" },
    resolution: { seconds: 3600, calendar: "always-on" },
  },
  pauseWhile: ["answered"],
};
const policy = aPolicyOf(
  { firstReply: aTarget(900, { warnings: [{ secondsBefore: 300 }] }), resolution: aTarget(3600) },
  { ref: policyRef(urgent), pauseWhile: ["answered"] },
);
const reader = { targetWords: targetWordsOf({ policies: [urgent] }), zone: "Europe/Berlin" };
const at = (time: string): string => `2026-11-21T${time}:00.000Z`;
const judge = () => aJudgement({ policy });

const opened = aConversation(aMention({ createdAt: at("10:00") }), judge());
const ring = (conversation: Conversation, time: string) =>
  committed(decideAtDeadline(conversation, new Date(at(time))));
const answered = (conversation: Conversation, time: string) =>
  committed(hearReply({ hours, conversation, reply: aReply({ createdAt: at(time) }), parent: null }));

const told = (conversation: Conversation) =>
  historyOf(conversation, reader).map(
    ({ at: when, cause, sentence }) => `${when.slice(11, 16)} ${sentence} (${cause})`,
  );

test("a night told from the clocks alone, in the reader's zone, each with its cause", () => {
  const again = aMention({ id: "x:1002", createdAt: at("10:29"), receivedAt: at("10:29") });
  const goesOn = committed(
    hearMention({
      hours,
      conversation: answered(ring(ring(opened, "10:11"), "10:16"), "10:20"),
      mention: again,
      judge,
      stored: null,
    }),
  );
  const closed = committed(close({ conversation: goesOn, by: "ada", at: new Date(at("10:40")), hours }));
  expect(told(closed)).toEqual([
    "10:00 first reply started: due 2026-11-21 11:15 because urgent service, 15 min, always on (x:1001)",
    "10:00 resolution started: due 2026-11-21 12:09 because urgent service, 60 min, always on; paused 9 min while waiting for the customer (x:1001)",
    "10:10 first reply warned: time runs out (time runs out)",
    "10:15 first reply breached: nobody did it in time (nobody did it in time)",
    "10:20 first reply done after all, 5 min late (x:2001)",
    "10:20 resolution paused: it waits for the customer (x:2001)",
    "10:29 resolution goes on (x:1002)",
    "10:40 resolution met, 29 min before it was due (ada)",
    "10:40 ada closed it (ada)",
  ]);
});

test("a policy that is no longer deployed is known by its name", () => {
  const words = targetWordsOf({ policies: [] });
  expect(words("urgent service@0a1b2c3d", "firstReply")).toBe("urgent service, as it was then");
});

test("a clock that stands still says how much is left", () => {
  const [, resolution] = answered(opened, "10:10").clocks;
  if (resolution === undefined) throw new Error("there is no resolution clock");
  expect(becauseOf(resolution, reader)).toBe(
    "paused with 50 min left because urgent service, 60 min, always on",
  );
});
