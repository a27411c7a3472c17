/**
 * Everything that happened to the clocks of a conversation, in order, each with its cause and as a sentence. It is told
 * from what the head remembers, so it costs nothing to keep, and says the same whatever the order things were heard in.
 */
import { wallText } from "../calendar/wall-text.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import type { ClockName } from "../promises/policy-shape.ts";
import { spanText } from "../span-text.ts";
import type { Clock, ClockPause, DatedClock } from "./clock.ts";

export type ClockEntry = {
  readonly at: string;
  /** Null for what people did, whatever that did to a clock. */
  readonly clock: ClockName | null;
  readonly what:
    | ("started" | "paused" | "resumed" | "warned" | "met" | "breached" | "cancelled" | "moved")
    | ("paged" | "taken" | "closed");
  /** The id of a mention or reply, a responder, or words. */
  readonly cause: string;
  readonly sentence: string;
};

/** What a policy's target says, where its version is still known: `urgent service, 15 min, always-on`. */
type TargetWords = (policy: string | undefined, clock: ClockName) => string;

type Reader = {
  readonly targetWords: TargetWords;
  /** The IANA zone whoever reads it lives in. */
  readonly zone: string;
};

export const clockWords: Readonly<Record<ClockName, string>> = {
  claim: "claim",
  firstReply: "first reply",
  nextReply: "next reply",
  resolution: "resolution",
};

export const historyOf = (conversation: Conversation, reader: Reader): ClockEntry[] =>
  [
    ...conversation.clocks.flatMap((clock) => entriesOf(clock, conversation, reader)),
    ...movesOf(conversation, reader),
    ...deedsOf(conversation),
  ].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));

/** Why a clock is due when it is: `due 14:05 because urgent service, 15 min, always-on; paused 9 min while …`. */
export const becauseOf = (clock: Clock, { targetWords, zone }: Reader): string => {
  const due =
    clock.state === "paused"
      ? `paused with ${spanText(clock.leftSeconds)} left`
      : `due ${wallText(clock.dueAt, zone)}`;
  const pausedSeconds = (clock.pauses ?? []).reduce((sum, pause) => sum + lengthOf(pause), 0);
  const paused =
    pausedSeconds > 0 ? `; paused ${spanText(pausedSeconds)} while waiting for the customer` : "";
  return `${due} because ${targetWords(clock.policy, clock.name)}${paused}`;
};

const lengthOf = ({ from, to }: ClockPause): number =>
  to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1000;

const entriesOf = (clock: Clock, conversation: Conversation, reader: Reader): ClockEntry[] => {
  const { name, startedAt, pauses = [], warnAt = [], warnedUntil = "" } = clock;
  const entry = (what: ClockEntry["what"], at: string, cause: string, words: string): ClockEntry => ({
    at,
    clock: name,
    what,
    cause,
    sentence: `${clockWords[name]} ${words}`,
  });
  return [
    entry("started", startedAt, askedBy(startedAt, conversation), `started: ${becauseOf(clock, reader)}`),
    ...pauses.flatMap(({ from, to }) => [
      entry("paused", from, saidAt(from, conversation), "paused: it waits for the customer"),
      ...(to === null ? [] : [entry("resumed", to, saidAt(to, conversation), "goes on")]),
    ]),
    ...warnAt
      .filter((at) => at <= warnedUntil)
      .map((at) => entry("warned", at, "time runs out", "warned: time runs out")),
    ...(clock.state === "paused" ? [] : endOf(clock, { conversation, entry })),
  ];
};

type Ending = {
  readonly conversation: Conversation;
  readonly entry: (what: ClockEntry["what"], at: string, cause: string, words: string) => ClockEntry;
};

const endOf = (clock: DatedClock, { conversation, entry }: Ending): ClockEntry[] => {
  switch (clock.state) {
    case "running":
      return [];
    case "met": {
      const { answeredAt, dueAt } = clock;
      const early = spanText((Date.parse(dueAt) - Date.parse(answeredAt)) / 1000);
      return [entry("met", answeredAt, saidAt(answeredAt, conversation), `met, ${early} before it was due`)];
    }
    case "breached": {
      const { answeredAt, dueAt } = clock;
      const breached = entry("breached", dueAt, "nobody did it in time", "breached: nobody did it in time");
      if (answeredAt === null) return [breached];
      const late = spanText((Date.parse(answeredAt) - Date.parse(dueAt)) / 1000);
      const after = entry(
        "met",
        answeredAt,
        saidAt(answeredAt, conversation),
        `done after all, ${late} late`,
      );
      return [breached, after];
    }
    case "cancelled":
      return [
        entry(
          "cancelled",
          clock.cancelledAt,
          clock.reason,
          clock.reason === "closed" ? "ended: it was closed" : "ended: what it counted from was taken back",
        ),
      ];
  }
};

const movesOf = ({ moves = [] }: Conversation, { targetWords, zone }: Reader): ClockEntry[] =>
  moves.map(({ at, clock, from, to, policy, by }) => ({
    at,
    clock,
    what: "moved",
    cause: by,
    sentence: `${clockWords[clock]} moved from ${timeOf(from, zone)} to ${timeOf(to, zone)} because ${targetWords(policy, clock)}, as ${by} asked`,
  }));

/** Who was paged, who took it, and who closed it. */
const deedsOf = ({ pages, claims = [], closings = [] }: Conversation): ClockEntry[] => [
  ...pages.map(({ id, sentAt, responder, destinations }) => ({
    at: sentAt,
    clock: null,
    what: "paged" as const,
    cause: id,
    sentence: `${responder ?? "whoever is there"} was paged at ${destinations.join(", ")}`,
  })),
  ...claims.map(({ by, at }) => ({
    at,
    clock: null,
    what: "taken" as const,
    cause: by,
    sentence: `${by} took it`,
  })),
  ...closings.map(({ by, at }) => ({
    at,
    clock: null,
    what: "closed" as const,
    cause: by,
    sentence: `${by} closed it`,
  })),
];

const timeOf = (at: string | null, zone: string): string => (at === null ? "never" : wallText(at, zone));

const askedBy = (startedAt: string, { mentions }: Conversation): string =>
  mentions.find((mention) => waitingSince(mention) === startedAt)?.id ?? "a mention";

/** Whoever did something at an instant: a reply, a mention, or a responder. */
const saidAt = (at: string, { mentions, replies, claims = [], closings = [] }: Conversation): string =>
  replies.find(({ createdAt }) => createdAt === at)?.id ??
  mentions.find((mention) => waitingSince(mention) === at)?.id ??
  [...claims, ...closings].find((handling) => handling.at === at)?.by ??
  "somebody";
