/** Short ways to write rosters down. */
import { shiftsBetween, timelineOf } from "../../../../shared/domain/roster.ts";
import type { Layer } from "../../../../shared/domain/roster/layer-shape.ts";
import type { RosterChange } from "../../../../shared/domain/roster/roster-changes.ts";
import type { Roster } from "../../../../shared/domain/roster/roster-shape.ts";

/** Layers are called first, second, … unless they say otherwise. */
export const rosterIn = (time_zone: string, ...layers: Partial<Layer>[]): Roster => ({
  time_zone,
  layers: layers.map((layer, index) => ({ name: ["first", "second", "third"][index] ?? "more", ...layer })),
});

/** One responder a turn. */
export const turnsOf = (...responders: string[]): string[][] => responders.map((responder) => [responder]);

export const shift = (responder: string, from: string, to: string) => ({ responder, from, to });

type Made = "id" | "by" | "at";
type Unmade<Change> = Change extends RosterChange ? Omit<Change, Made> & Partial<Pick<Change, Made>> : never;

/** A change of ada's, of New Year's Eve, unless it says otherwise. */
export const change = (what: Unmade<RosterChange>): RosterChange => ({
  id: "one",
  by: "ada",
  at: "2025-12-31T12:00:00Z",
  ...what,
});

/** Lines like `2026-01-05T09:00Z ben+cem`, the last of them the end of the window: to be read at a glance. */
export const watchesIn = (
  roster: Roster,
  from: string,
  to: string,
  changes: RosterChange[] = [],
): string[] => [
  ...timelineOf(roster, new Date(from), new Date(to), changes).map(
    ({ from: start, responders }) => `${minute(start)} ${responders.join("+") || "nobody"}`,
  ),
  minute(new Date(to)),
];

/** Lines like `2026-01-05T09:00Z ben: layer first`. */
export const reasonsIn = (roster: Roster, from: string, to: string, changes: RosterChange[] = []): string[] =>
  shiftsBetween(roster, new Date(from), new Date(to), changes).map(
    ({ from: start, responder, because }) => `${minute(start)} ${responder}: ${because}`,
  );

export const minute = (at: Date): string => at.toISOString().replace(":00.000Z", "Z");
