/** Shows who is on call from when to when; as an iCal feed, for whoever keeps their shifts in a calendar of their own. */
import * as z from "zod";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import { shiftsBetween } from "../../../shared/domain/roster.ts";
import { writeFeed } from "../../../shared/ical/write-feed.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { printTable } from "../print-table.ts";
import { checkResponder } from "../rosters/new-change.ts";
import { readRosters, rosterFlags, rostersAsked } from "../rosters/read-rosters.ts";
import { When } from "../rosters/when.ts";
import { windowOf } from "../rosters/window.ts";

const dayMs = 86_400_000;
const usualDays = 14;

export const shiftsCommand = defineCommand({
  name: "shifts",
  summary: "Shows who is on call from when to when; --ical writes them as a feed.",
  positionals: [],
  input: z.object({
    from: When.optional().describe(
      "from when on, on the roster's own wall unless it says otherwise; now, unless told",
    ),
    to: When.optional().describe(`until when; ${usualDays} days later, unless told`),
    roster: z.string().optional().describe("one roster only"),
    responder: z.string().optional().describe("one responder only"),
    ical: z.boolean().default(false).describe("writes an iCal feed (RFC 5545)"),
    ...rosterFlags,
  }),
  examples: [
    "npm run firstreply -- shifts --responder ada",
    "npm run -s firstreply -- shifts --ical --roster nights --to 2027-12-31 > nights.ics",
  ],
  run: async ({ from, to, roster, responder, ical, ...flags }, terminal) => {
    const rosters = await readRosters(flags, terminal);
    if (responder !== undefined) checkResponder(rosters.config, responder);
    const now = new Date();
    const shifts = rostersAsked(rosters.config, roster).flatMap(([name, written]) => {
      const window = windowIn(written.time_zone, now, { from, to });
      return shiftsBetween(written, window.from, window.to, rosters.changes.get(name))
        .filter((shift) => responder === undefined || shift.responder === responder)
        .map((shift) => ({ roster: name, zone: written.time_zone, ...shift }));
    });
    if (ical) terminal.print(feedOf(shifts, rosters.config.responders).trimEnd());
    else show(shifts, terminal);
    return 0;
  },
});

type Asked = {
  readonly from?: z.infer<typeof When> | undefined;
  readonly to?: z.infer<typeof When> | undefined;
};

const windowIn = (zone: string, now: Date, asked: Asked) => {
  const from = asked.from?.(zone) ?? now;
  return windowOf(from, asked.to?.(zone) ?? new Date(from.getTime() + usualDays * dayMs));
};

type Shown = ReturnType<typeof shiftsBetween>[number] & { readonly roster: string; readonly zone: string };

const feedOf = (
  shifts: readonly Shown[],
  people: Readonly<Record<string, { readonly name: string }>>,
): string =>
  writeFeed(
    shifts.map(({ responder, from, to, because, roster }) => ({
      responder,
      name: people[responder]?.name ?? responder,
      from,
      to,
      because: `${roster}: ${because}`,
    })),
    { name: "On call", now: new Date() },
  );

const show = (shifts: readonly Shown[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const { zone: _, ...shift } of shifts) terminal.print(JSON.stringify(shift));
    return;
  }
  if (shifts.length === 0) return terminal.print("Nobody is on call in this time.");
  printTable(
    terminal,
    ["roster", "from", "to", "on call", "why"],
    shifts.map(({ roster, zone, from, to, responder, because }) => ({
      cells: [roster, textOf(from, zone), `${textOf(to, zone)} ${zone}`, responder, because],
    })),
  );
};

const textOf = (at: Date, zone: string): string => wallText(at.toISOString(), zone);
