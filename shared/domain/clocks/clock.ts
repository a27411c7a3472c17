/**
 * A clock is one running measure of how long a customer waits: for somebody to claim their conversation, for the first
 * reply, for the next one, for a resolution. It is `running` until what it measures has happened or its due instant
 * passes, and `paused` while nothing counts. Once `breached` it stays breached, and remembers when it happened after all.
 * Exactly at the due instant is in time. Breach is judged by event time, never by when somebody looked. A clock is
 * `cancelled` when there is nothing left to measure: what it counted from was taken back, or the conversation was closed.
 */
import * as z from "zod";
import { ClockName } from "../promises/policy-shape.ts";

const Instant = z.iso.datetime();

/** A time in which a clock did not count; it goes on as long as `to` is null. */
export const ClockPause = z.strictObject({ from: Instant, to: Instant.nullable() });
export type ClockPause = z.infer<typeof ClockPause>;

const started = {
  name: ClockName,
  startedAt: Instant,
  /** `name@version` of the policy that says when it is due; missing on clocks from before there were policies. */
  policy: z.string().optional(),
  pauses: z.array(ClockPause).min(1).optional(),
  /** When somebody is to be told that time runs out, the earliest first. */
  warnAt: z.array(Instant).min(1).optional(),
  /** Warnings up to here were told. */
  warnedUntil: Instant.optional(),
};
const due = { ...started, dueAt: Instant };

const RunningClock = z.strictObject({ ...due, state: z.literal("running") });
/** `answeredAt`: when what it measures happened after all; null while it has not. */
const BreachedClock = z.strictObject({
  ...due,
  state: z.literal("breached"),
  answeredAt: Instant.nullable(),
});

export const Clock = z.discriminatedUnion("state", [
  RunningClock,
  BreachedClock,
  z.strictObject({ ...started, state: z.literal("paused"), leftSeconds: z.number().nonnegative() }),
  /** `answeredAt`: when what it measures happened, which for a reply clock is the answer. */
  z.strictObject({ ...due, state: z.literal("met"), answeredAt: Instant }),
  z.strictObject({
    ...due,
    state: z.literal("cancelled"),
    cancelledAt: Instant,
    reason: z.enum(["withdrawn", "closed"]),
  }),
]);
export type Clock = z.infer<typeof Clock>;
/** A clock that knows when it is due. */
export type DatedClock = Exclude<Clock, { state: "paused" }>;
/** A clock that has just run out, or is about to: what is told of one. */
export const RingingClock = z.discriminatedUnion("state", [RunningClock, BreachedClock]);

/** A clock of `seconds` that started at `startedAt`, counting every hour of every day. */
export const startClock = (
  name: Clock["name"],
  startedAt: Date,
  seconds: number,
): z.infer<typeof RunningClock> => ({
  name,
  state: "running",
  startedAt: startedAt.toISOString(),
  dueAt: new Date(startedAt.getTime() + seconds * 1000).toISOString(),
});

/** The clock after what it measures happened at `answeredAt`. In time is in time, however late we hear of it. */
export const answerClock = (clock: DatedClock, answeredAt: Date): DatedClock => {
  if (!isWaiting(clock)) return clock;
  const inTime = answeredAt.getTime() <= Date.parse(clock.dueAt);
  return {
    ...beginningOf(clock),
    state: inTime ? "met" : "breached",
    answeredAt: answeredAt.toISOString(),
  };
};

/** The clock after there was nothing left to measure at `cancelledAt`: a breach before that stays one. */
export const cancelClock = (
  clock: DatedClock,
  cancelledAt: Date,
  reason: "withdrawn" | "closed",
): DatedClock => {
  if (cancelledAt.getTime() > Date.parse(clock.dueAt)) return breachClock(clock);
  return { ...beginningOf(clock), state: "cancelled", cancelledAt: cancelledAt.toISOString(), reason };
};

/** Whether what this clock measures is still to come. */
export const isWaiting = (clock: Clock): boolean =>
  clock.state === "running" ||
  clock.state === "paused" ||
  (clock.state === "breached" && clock.answeredAt === null);

/** Whether a customer waits for the words of a person by this clock. */
export const isReplyClock = ({ name }: Pick<Clock, "name">): boolean =>
  name === "firstReply" || name === "nextReply";

/** Whether the clock has run out at `now` and nobody has been told yet. */
export const hasRunOut = (clock: Clock, now: Date): boolean =>
  clock.state === "running" && now.getTime() > Date.parse(clock.dueAt);

/** The clock once its due instant has passed unanswered. */
export const breachClock = (clock: DatedClock): z.infer<typeof BreachedClock> => ({
  ...beginningOf(clock),
  state: "breached",
  answeredAt: null,
});

/** What every state of a clock has. */
const beginningOf = ({ name, startedAt, dueAt, policy, pauses, warnAt, warnedUntil }: DatedClock) => ({
  name,
  startedAt,
  dueAt,
  ...(policy === undefined ? {} : { policy }),
  ...(pauses === undefined ? {} : { pauses }),
  ...(warnAt === undefined ? {} : { warnAt }),
  ...(warnedUntil === undefined ? {} : { warnedUntil }),
});
