/** Says who is on call, why, until when, and how they are reached: who to ask before anybody is woken. */
import { createInterface } from "node:readline";
import * as z from "zod";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { openStdin } from "../open-input.ts";
import { printTable } from "../print-table.ts";
import { answerRosters } from "../rosters/answer-rosters.ts";
import { onCallIn, type RosterNow } from "../rosters/on-call-in.ts";
import { readRosters, rosterFlags, rostersAsked } from "../rosters/read-rosters.ts";

export const onCallCommand = defineCommand({
  name: "on-call",
  summary: "Says who is on call now, why, until when, and how they are reached.",
  failsWhen: "a line on stdin made no sense; the others are answered",
  positionals: ["lines"],
  input: z.object({
    lines: z
      .literal("-", "takes - only, for lines on stdin")
      .optional()
      .describe('-: answers a line for each {"roster":{…},"at":"…","changes":[…]} on stdin instead'),
    at: z.iso
      .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
      .transform((text) => new Date(text))
      .optional()
      .describe("an instant instead of now"),
    roster: z.string().optional().describe("one roster only"),
    ...rosterFlags,
  }),
  examples: [
    "npm run firstreply -- on-call --at 2026-12-24T22:00:00Z",
    "npm run -s firstreply -- on-call - < questions.jsonl",
  ],
  run: async ({ lines, at = new Date(), roster, ...flags }, terminal) => {
    if (lines === "-")
      return answerRosters(createInterface({ input: openStdin(), crlfDelay: Infinity }), terminal.print);
    const rosters = await readRosters(flags, terminal);
    const asked = rostersAsked(rosters.config, roster);
    show(
      asked.map(([name]) => onCallIn(rosters, name, at)),
      terminal,
    );
    return 0;
  },
});

const show = (rosters: readonly RosterNow[], terminal: Terminal): void => {
  if (!terminal.isInteractive) {
    for (const { zone: _, ...roster } of rosters) terminal.print(JSON.stringify(roster));
    return;
  }
  printTable(
    terminal,
    ["roster", "on call", "until", "reached by", "why"],
    rosters.flatMap(({ roster, zone, onCall, nextAt }) =>
      onCall.length === 0
        ? [{ cells: [roster, "nobody", untilText(nextAt, zone), "", ""], style: "red" as const }]
        : onCall.map(({ name, until, reachedBy, because }) => ({
            cells: [roster, name, untilText(until, zone), reachedText(reachedBy), because],
          })),
    ),
  );
};

const untilText = (until: Date | null, zone: string): string =>
  until === null ? "further notice" : `${wallText(until.toISOString(), zone)} ${zone}`;

const reachedText = (destinations: readonly string[]): string =>
  destinations.length === 0 ? "nothing: they left" : destinations.join(", then ");
