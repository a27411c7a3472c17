/**
 * A clock is one running measure of how long a customer waits. It is `running` until a Reply meets it or its due
 * instant passes; once `breached` it stays breached, and remembers when the answer came after all.
 * A Reply exactly at the due instant is in time. Breach is judged by event time, never by when somebody looked.
 * A clock is `cancelled` when what it counted from was taken back in time: then nobody waits any more.
 */
import * as z from "zod";

const ClockName = z.enum(["firstReply", "nextReply"]);
const started = {
  name: ClockName,
  startedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** `name@version` of the policy that says when it is due; missing on clocks from before there were policies. */
  policy: z.string().optional(),
};

export const Clock = z.discriminatedUnion("state", [
  z.strictObject({ ...started, state: z.literal("running") }),
  z.strictObject({ ...started, state: z.literal("met"), answeredAt: z.iso.datetime() }),
  z.strictObject({ ...started, state: z.literal("breached"), answeredAt: z.iso.datetime().nullable() }),
  z.strictObject({
    ...started,
    state: z.literal("cancelled"),
    cancelledAt: z.iso.datetime(),
    reason: z.literal("withdrawn"),
  }),
]);
export type Clock = z.infer<typeof Clock>;

/** A clock of `seconds` that started at `startedAt`, counting every hour of every day. */
export const startClock = (name: Clock["name"], startedAt: Date, seconds: number): Clock => ({
  name,
  state: "running",
  startedAt: startedAt.toISOString(),
  dueAt: new Date(startedAt.getTime() + seconds * 1000).toISOString(),
});

/** The clock after the customer was answered at `answeredAt`. An answer in time is in time, however late we hear of it. */
export const answerClock = (clock: Clock, answeredAt: Date): Clock => {
  if (!isWaiting(clock)) return clock;
  const inTime = answeredAt.getTime() <= Date.parse(clock.dueAt);
  return {
    ...beginningOf(clock),
    state: inTime ? "met" : "breached",
    answeredAt: answeredAt.toISOString(),
  };
};

/** The clock after what it counted from was withdrawn at `withdrawnAt`: a breach before that stays one. */
export const withdrawClock = (clock: Clock, withdrawnAt: Date): Clock => {
  if (withdrawnAt.getTime() > Date.parse(clock.dueAt)) return breachClock(clock);
  return {
    ...beginningOf(clock),
    state: "cancelled",
    cancelledAt: withdrawnAt.toISOString(),
    reason: "withdrawn",
  };
};

/** Whether a customer is still waiting for the answer this clock measures. */
export const isWaiting = (clock: Clock): boolean =>
  clock.state === "running" || (clock.state === "breached" && clock.answeredAt === null);

/** Whether the clock has run out at `now` and nobody has been told yet. */
export const hasRunOut = (clock: Clock, now: Date): boolean =>
  clock.state === "running" && now.getTime() > Date.parse(clock.dueAt);

/** The clock once its due instant has passed unanswered. */
export const breachClock = (clock: Clock): Clock => ({
  ...beginningOf(clock),
  state: "breached",
  answeredAt: null,
});

const beginningOf = ({ name, startedAt, dueAt, policy }: Clock) => ({
  name,
  startedAt,
  dueAt,
  ...(policy === undefined ? {} : { policy }),
});
