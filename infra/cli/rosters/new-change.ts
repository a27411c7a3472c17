import { randomBytes } from "node:crypto";
import * as z from "zod";
import { conflictsOf } from "../../../shared/domain/roster/conflicts-of.ts";
import { makeChange } from "../../../shared/domain/roster/change-step.ts";
import { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";
import { UsageError } from "../command.ts";
import type { Proposal } from "./keep-step.ts";
import type { OpenRoster } from "./open-rosters.ts";

type Unmade<Change> = Change extends RosterChange ? Omit<Change, "id" | "at"> : never;

/** A change as it is kept from now on, under an id that can be typed. UsageError for one that makes no sense. */
export const newChange = ({ now }: Pick<OpenRoster, "now">, what: Unmade<RosterChange>): RosterChange => {
  const id = randomBytes(4).toString("hex");
  const parsed = RosterChange.safeParse({ ...what, id, at: now.toISOString() });
  if (parsed.success) return parsed.data;
  throw new UsageError(
    parsed.error.issues
      .map(({ path, message }) => `${z.core.toDotPath(path)}${path.length > 0 ? ": " : ""}${message}`)
      .join("; "),
  );
};

/** Making it, beside what was changed before. */
export const proposed =
  ({ roster }: Pick<OpenRoster, "roster">, change: RosterChange) =>
  (changes: readonly RosterChange[]): Proposal => ({
    step: makeChange([...changes], change),
    conflicts: conflictsOf(change, roster, [...changes]),
  });

/** UsageError for somebody who is no responder. */
export const checkResponder = ({ responders }: Pick<OpenRoster, "responders">, id: string): void => {
  if (Object.hasOwn(responders, id)) return;
  const names = Object.keys(responders).join(", ") || "(none yet)";
  throw new UsageError(`no responder is called "${id}": there are ${names}`);
};
