import * as z from "zod";
import { woken } from "./woken.ts";

const RosterTrouble = z.discriminatedUnion("kind", [
  /** Urgent service of a team would wake nobody from one instant until another. */
  z.strictObject({
    kind: z.literal("gap"),
    team: z.string().min(1),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
  }),
  /** Somebody is to be on call who is no responder any more. */
  z.strictObject({ kind: z.literal("left"), roster: z.string().min(1), who: z.string().min(1) }),
  /** From then on a roster has nobody. */
  z.strictObject({ kind: z.literal("ends"), roster: z.string().min(1), at: z.iso.datetime() }),
  /** Nobody could read a feed of shifts since then. */
  z.strictObject({ kind: z.literal("stale"), feed: z.string().min(1), since: z.iso.datetime() }),
  /** Nobody is on call by so many events of a feed: they cannot be read. */
  z.strictObject({ kind: z.literal("unread"), feed: z.string().min(1), events: z.int().positive() }),
]);

/** Something is wrong with who is on call, or will be. */
export const AboutRoster = z.strictObject({
  kind: z.literal("roster"),
  problem: RosterTrouble,
  ...woken,
});
export type AboutRoster = z.infer<typeof AboutRoster>;
