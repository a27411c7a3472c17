import type { Block } from "./blocks.ts";
import { eventOf, type Event } from "./event.ts";
import { skippedBy, type Skipped } from "./occurrences.ts";
import { legibleText } from "./properties.ts";
import type { Reading } from "./reading.ts";
import type { Shift } from "./shift.ts";
import { quoted, shiftsOf } from "./shifts-of.ts";
import { Unreadable } from "./unreadable.ts";
import { zonesOf } from "./zones.ts";

/** The shifts of a VCALENDAR. An event that cannot be read is told, and the others are read all the same. */
export const readCalendar = (calendar: Block, reading: Reading): Shift[] => {
  const zones = zonesOf(calendar, reading);
  const events = calendar.blocks
    .filter(({ name }) => name === "vevent")
    .flatMap((block) => attempt(block, reading, () => [{ block, event: eventOf(block, zones) }]));
  const replaced = replacedIn(events.map(({ event }) => event));
  return events.flatMap(({ block, event }) =>
    attempt(block, reading, () => {
      const skipped = [skippedBy(event.except), ...replacedOf(event, replaced)];
      return shiftsOf(event, skipped, reading);
    }),
  );
};

/** By UID: what has been moved to an event of its own, or cancelled there. */
const replacedIn = (events: readonly Event[]): ReadonlyMap<string, Skipped> => {
  const moved = events.flatMap(({ uid, replaces }) =>
    uid === undefined || replaces === undefined ? [] : [{ uid, moment: replaces.moment }],
  );
  const series = Map.groupBy(moved, ({ uid }) => uid);
  return new Map([...series].map(([uid, of]) => [uid, skippedBy(of.map(({ moment }) => moment))]));
};

const replacedOf = ({ uid, replaces }: Event, replaced: ReadonlyMap<string, Skipped>): Skipped[] => {
  const skipped = uid === undefined || replaces !== undefined ? undefined : replaced.get(uid);
  return skipped === undefined ? [] : [skipped];
};

const attempt = <Found>(block: Block, { effort, tell }: Reading, read: () => Found[]): Found[] => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (effort.left < 0)
      throw new Unreadable(
        "The recurring events of this iCal feed take too long to work out: let them start later, or end.",
        { cause: error },
      );
    tell({
      line: error.line ?? block.line,
      about: quoted(legibleText(block, "summary")),
      says: error.message,
    });
    return [];
  }
};
