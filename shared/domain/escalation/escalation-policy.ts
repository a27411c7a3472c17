/**
 * A ladder that a conversation is handed up until somebody takes it: whom to page first, how long to wait for them, and
 * whom next. Who is on call is asked when a level fires, not when the ladder began.
 */
import * as z from "zod";

const Name = z.string().min(1, "write a name here");

/** Whoever a roster has on call then, one responder, or a destination that is nobody's own. */
export const PageTo = z.union(
  [
    z.strictObject({ roster: Name }),
    z.strictObject({ responder: Name }),
    z.strictObject({ destination: Name }),
  ],
  { error: 'write { roster: "…" }, { responder: "…" } or { destination: "…" }' },
);
export type PageTo = z.infer<typeof PageTo>;

const Seconds = z
  .int()
  .min(1, "write a number of seconds from 1: a level nobody waits for is no level")
  .max(540_000, "write a number of seconds up to 540000, which is 150 hours");

const Level = z.strictObject({
  to: z.array(PageTo).min(1, "name somebody, or take the level out"),
  /** How long to wait for one of them to take it before the next level. */
  waitSeconds: Seconds,
  /** Only in the hours of this calendar; outside of them the level is skipped, or held until they begin. */
  only: z.strictObject({ calendar: Name, outside: z.enum(["skip", "hold"]) }).optional(),
  /** Each of them has to say that they take it: whoever has not is still asked. */
  everyone: z.literal(true).optional(),
});
export type Level = z.infer<typeof Level>;

export const EscalationPolicy = z.strictObject({
  levels: z.array(Level).min(1, "write at least one level"),
  /** How often the ladder is climbed again when nobody takes it. */
  repeat: z.int().min(0).max(9, "write a number from 0 to 9").default(2),
  /** Who takes a conversation and does not answer it loses it after so long: it comes back, from level one. */
  acknowledgedForSeconds: Seconds.default(1800),
  /** Who is paged once the ladder was climbed often enough. */
  management: z.array(PageTo).default([]),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;
export type EscalationPolicyInput = z.input<typeof EscalationPolicy>;
