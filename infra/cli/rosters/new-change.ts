import { randomBytes } from "node:crypto";
import { conflictsOf } from "../../../shared/domain/roster/conflicts-of.ts";
import { makeChange } from "../../../shared/domain/roster/change-step.ts";
import { respondersOf } from "../../../shared/domain/roster/responders-of.ts";
import { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";
import { problemLine, readAs } from "../../words/read-as.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { UsageError } from "../command.ts";
import type { Proposal } from "./keep-step.ts";
import type { OpenRoster } from "./open-rosters.ts";

type Unmade<Change> = Change extends RosterChange ? Omit<Change, "id" | "at"> : never;

/** A change as it is kept from now on, under an id that can be typed. UsageError for one that makes no sense. */
export const newChange = ({ now }: Pick<OpenRoster, "now">, what: Unmade<RosterChange>): RosterChange => {
  const id = randomBytes(4).toString("hex");
  const read = readAs(RosterChange, { ...what, id, at: now.toISOString() });
  if ("value" in read) return read.value;
  throw new UsageError(problemLine(read.problems));
};

/** Making it, beside what was changed before. */
export const proposed =
  ({ roster }: Pick<OpenRoster, "roster">, change: RosterChange) =>
  (changes: readonly RosterChange[]): Proposal => ({
    step: makeChange([...changes], change),
    conflicts: conflictsOf(change, roster, [...changes]),
  });

/** UsageError for somebody who is neither a responder nor, having left, still on the roster. */
export const checkKnown = ({ responders, roster }: OpenRoster, id: string): void => {
  const known = [...new Set([...respondersOf(roster), ...Object.keys(responders)])];
  if (!known.includes(id)) throw new UsageError(unknownName("responder", id, known));
};

/** UsageError for somebody who is no responder. */
export const checkResponder = ({ responders }: Pick<OpenRoster, "responders">, id: string): void => {
  if (!Object.hasOwn(responders, id))
    throw new UsageError(unknownName("responder", id, Object.keys(responders)));
};
