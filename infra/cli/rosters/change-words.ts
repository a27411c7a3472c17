import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import type { RosterChange } from "../../../shared/domain/roster/roster-changes.ts";

/** What a change does, for people: `ben in place of ada`. */
export const changeWords = (change: RosterChange): string => {
  switch (change.kind) {
    case "override": {
      const { add, remove } = change;
      if (add === undefined) return `nobody in place of ${remove}`;
      return remove === undefined ? `${add} as well` : `${add} in place of ${remove}`;
    }
    case "swap":
      return change.taken_by === null
        ? `${change.responder} looks for somebody to take over`
        : `${change.taken_by} takes over from ${change.responder}`;
    case "temporary":
      return `${change.shifts.length} shift${change.shifts.length === 1 ? "" : "s"} and nobody else`;
  }
};

/** `2026-12-24 18:00 to 2026-12-25 08:00 (Europe/Berlin)` */
export const timesText = ({ from, to }: Pick<RosterChange, "from" | "to">, zone: string): string =>
  `${wallText(from, zone)} to ${wallText(to, zone)} (${zone})`;
