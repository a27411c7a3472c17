import { describe, expect, test } from "vitest";
import { decideAtDeadline } from "../../../../shared/domain/clocks/decide-at-deadline.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../../shared/domain/conversation/hear-reply.ts";
import { close } from "../../../../shared/domain/conversation/close.ts";
import { answerPage } from "../../../../shared/domain/escalation/answer-page.ts";
import { committed } from "../../../builders/a-conversation.ts";
import { aJudgement } from "../../../builders/a-judgement.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { aPolicyOf, aTarget, hours, office } from "../../../builders/a-policy.ts";
import { aReply } from "../../../builders/a-reply.ts";

const inOffice = { calendar: office, hours: "office" };
const policy = aPolicyOf(
  {
    claim: aTarget(300),
    firstReply: aTarget(900),
    nextReply: aTarget(1800),
    resolution: aTarget(4 * 3600, { ...inOffice, warnings: [{ share: 0.5 }] }),
  },
  { pauseWhile: ["answered"] },
);

/** A Monday, on which Berlin is an hour ahead of UTC. */
const at = (time: string): string => `2026-11-23T${time}:00.000Z`;

const says = (id: string, time: string) => (conversation: Conversation | null) =>
  committed(
    hearMention({
      hours,
      conversation,
      mention: aMention({ id: `x:${id}`, createdAt: at(time), receivedAt: at(time) }),
      judge: () => aJudgement({ policy }),
      stored: null,
    }),
  );
const isAnswered = (time: string) => (conversation: Conversation | null) =>
  committed(
    hearReply({
      hours,
      conversation,
      reply: aReply({ id: `x:r${time}`, createdAt: at(time) }),
      parent: null,
    }),
  );
const acknowledge: typeof close = (handled) => answerPage({ ...handled, answer: { kind: "acknowledge" } });
const handle =
  (what: typeof close) =>
  (by: string, time: string) =>
  (conversation: Conversation | null): Conversation => {
    if (conversation === null) throw new Error("nobody wrote yet");
    return committed(what({ conversation, by, at: new Date(at(time)), hours }));
  };
const isTakenBy = handle(acknowledge);
const isClosedBy = handle(close);
const rings = (time: string) => (conversation: Conversation | null) =>
  conversation && committed(decideAtDeadline(conversation, new Date(at(time))));

type Happens = (conversation: Conversation | null) => Conversation | null;
const after = (...happenings: Happens[]): Conversation => {
  const end = happenings.reduce<Conversation | null>((conversation, happens) => happens(conversation), null);
  if (end === null) throw new Error("nothing happened");
  return end;
};
const clocksOf = ({ clocks }: Conversation, name: string) => clocks.filter((clock) => clock.name === name);

describe("the claim", () => {
  test("is met by whoever takes the conversation, and the customer's clock goes on", () => {
    const taken = after(says("1", "09:00"), isTakenBy("ada", "09:04"));
    expect(clocksOf(taken, "claim")).toMatchObject([{ state: "met", answeredAt: at("09:04") }]);
    expect(clocksOf(taken, "firstReply")).toMatchObject([{ state: "running", dueAt: at("09:15") }]);
    expect(taken.events).toMatchObject([{ type: "ConversationAcknowledged", by: "ada" }]);
  });

  test("is met by an answer too, and a second one takes nothing from the first", () => {
    const answered = after(says("1", "09:00"), isAnswered("09:03"));
    expect(clocksOf(answered, "claim")).toMatchObject([{ state: "met", answeredAt: at("09:03") }]);
  });

  test("is breached, and told, where nobody takes it", () => {
    const late = after(says("1", "09:00"), rings("09:06"), isTakenBy("ada", "09:07"));
    expect(clocksOf(late, "claim")).toMatchObject([{ state: "breached", answeredAt: at("09:07") }]);
  });

  test("is not taken twice by the same person, but may be by another", () => {
    const taken = after(says("1", "09:00"), isTakenBy("ada", "09:01"));
    expect(acknowledge({ conversation: taken, by: "ada", at: new Date(at("09:02")), hours }).kind).toBe(
      "nothing",
    );
    expect(after(() => taken, isTakenBy("ben", "09:02")).claims?.map(({ by }) => by)).toEqual(["ada", "ben"]);
  });
});

describe("the resolution", () => {
  test("counts from the first mention in its own hours, and is met when it is closed", () => {
    const open = after(says("1", "09:00"));
    expect(clocksOf(open, "resolution")).toMatchObject([
      { state: "running", dueAt: at("13:00"), warnAt: [at("11:00")] },
    ]);
    const closed = after(() => open, isAnswered("09:10"), isClosedBy("ada", "09:20"));
    expect(closed).toMatchObject({ status: "closed", dueAt: null });
    expect(clocksOf(closed, "resolution")).toMatchObject([{ state: "met", answeredAt: at("09:20") }]);
    expect(closed.events).toMatchObject([{ type: "ConversationClosed", by: "ada" }]);
  });

  test("stands still while the customer has the word, and goes on with what was left", () => {
    const waiting = after(says("1", "09:00"), isAnswered("09:30"));
    expect(clocksOf(waiting, "resolution")).toMatchObject([{ state: "paused", leftSeconds: 3.5 * 3600 }]);
    expect(waiting.dueAt).toBeNull();
    const goesOn = after(() => waiting, says("2", "11:30"));
    expect(clocksOf(goesOn, "resolution")).toMatchObject([
      { state: "running", dueAt: at("15:00"), pauses: [{ from: at("09:30"), to: at("11:30") }] },
    ]);
  });

  test("is resolved in one night's work: what is left at closing goes on in the morning", () => {
    const late = after(says("1", "14:00"));
    expect(clocksOf(late, "resolution")).toMatchObject([{ dueAt: "2026-11-24T10:00:00.000Z" }]);
  });
});

describe("what is said after it was closed", () => {
  const closed = [says("1", "09:00"), isAnswered("09:10"), isClosedBy("ada", "09:20")];

  test("opens it again, with a next reply and not with a first one", () => {
    const again = after(...closed, says("2", "10:00"));
    expect(again.status).toBe("open");
    expect(clocksOf(again, "nextReply")).toMatchObject([{ state: "running", dueAt: at("10:30") }]);
  });

  test("starts a claim and a resolution of its own", () => {
    const again = after(...closed, says("2", "10:00"));
    expect(clocksOf(again, "claim")).toMatchObject([
      { name: "claim", startedAt: at("09:00") },
      { state: "running", dueAt: at("10:05") },
    ]);
    expect(clocksOf(again, "resolution")).toMatchObject([{ state: "met" }, { startedAt: at("10:00") }]);
  });

  test("is a next reply also where it was closed without a word", () => {
    const again = after(says("1", "09:00"), isClosedBy("ada", "09:05"), says("2", "10:00"));
    expect(clocksOf(again, "firstReply")).toMatchObject([{ state: "cancelled", reason: "closed" }]);
    expect(clocksOf(again, "nextReply")).toMatchObject([{ state: "running" }]);
  });
});
