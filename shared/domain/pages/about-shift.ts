import * as z from "zod";
import { woken } from "./woken.ts";

const Instant = z.iso.datetime();

const Work = z.strictObject({
  conversationId: z.string().min(1),
  team: z.string().min(1),
  /** Null where no clock runs. */
  dueAt: Instant.nullable(),
  /** A link to the post that names nobody; null where there is none. */
  permalink: z.url().nullable(),
});

/** Somebody's time on call: it begins soon, or now, or is over; and what waits for them then. */
export const AboutShift = z.strictObject({
  kind: z.literal("shift"),
  moment: z.enum(["soon", "begins", "over"]),
  roster: z.string().min(1),
  /** When it begins; when it was over. */
  at: Instant,
  /** When it ends; null where that is far away, or past. */
  until: Instant.nullable(),
  /** Who hands over, or has it now, by name. */
  others: z.array(z.string().min(1)),
  /** How many customers wait for each team whose ladder asks this roster: `isMore` where not all were counted. */
  open: z.array(
    z.strictObject({ team: z.string().min(1), count: z.int().nonnegative(), isMore: z.boolean() }),
  ),
  /** What nobody has, the soonest due first: the first few. */
  promised: z.array(Work),
  /** What somebody has, by name, and until when before it comes back: the first few. */
  held: z.array(Work.extend({ by: z.string().min(1), comesBackAt: Instant.nullable() })),
  /** What many report at once. */
  outages: z.array(
    z.strictObject({ brand: z.string().min(1), count: z.int().positive(), firstSeen: Instant }),
  ),
  ...woken,
});
export type AboutShift = z.infer<typeof AboutShift>;
