/** One thing somebody does about the changes of a roster: what is left of them then, and the entry that tells who did it. */
import * as z from "zod";
import { RosterChange, type RosterChanges } from "./roster-changes.ts";
import { Instant, spanOf } from "./shift-shape.ts";

/** Kept for good, with the change as it was when it was done: also of what was taken back. */
export const ChangeEntry = z.strictObject({
  did: z.enum(["made", "taken", "removed"]),
  by: z.string().min(1),
  at: Instant,
  change: RosterChange,
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

export type ChangeStep = { readonly changes: RosterChanges; readonly entry: ChangeEntry };

type Doing = { readonly by: string; readonly at: Date };

export const makeChange = (changes: RosterChanges, change: RosterChange): ChangeStep => ({
  changes: [...withoutHistory(changes, Date.parse(change.at)), change],
  entry: { did: "made", by: change.by, at: change.at, change },
});

/** Null where there is no such change. */
export const removeChange = (changes: RosterChanges, id: string, { by, at }: Doing): ChangeStep | null => {
  const change = changes.find((one) => one.id === id);
  if (change === undefined) return null;
  return {
    changes: changes.filter((one) => one !== change),
    entry: { did: "removed", by, at: at.toISOString(), change },
  };
};

type Taking = Doing & { readonly responder: string };

/** Somebody takes over what a swap offers. Null where there is no such offer, or somebody has it already. */
export const takeSwap = (
  changes: RosterChanges,
  id: string,
  { responder, by, at }: Taking,
): ChangeStep | null => {
  const offer = changes.find((one) => one.id === id);
  if (offer?.kind !== "swap" || offer.taken_by !== null) return null;
  const change = { ...offer, taken_by: responder };
  return {
    changes: changes.map((one) => (one === offer ? change : one)),
    entry: { did: "taken", by, at: at.toISOString(), change },
  };
};

const historyMs = 400 * 86_400_000;

/** What has been over for more than a year is in its entry only: everybody who pages somebody reads the rest. */
const withoutHistory = (changes: RosterChanges, now: number): RosterChanges =>
  changes.filter((change) => now - spanOf(change).end <= historyMs);
