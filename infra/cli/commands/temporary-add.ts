/** Puts a schedule in the place of everything a roster says, for a while: a holiday, a move, a launch. */
import * as z from "zod";
import { Shift } from "../../../shared/domain/roster/shift-shape.ts";
import { defineCommand, UsageError } from "../command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { readJsonLines } from "../json-lines.ts";
import { openInput } from "../open-input.ts";
import { changeFlags, rosterPositional, timeFlags, timesIn } from "../rosters/change-flags.ts";
import { keepStep } from "../rosters/keep-step.ts";
import { checkResponder, newChange, proposed } from "../rosters/new-change.ts";
import { openRoster } from "../rosters/open-rosters.ts";

export const temporaryAddCommand = defineCommand({
  name: "temporary add",
  summary: "Puts shifts in the place of everything a roster says, for a while.",
  failsWhen: "nothing was kept",
  positionals: ["roster", "shifts"],
  input: z.object({
    roster: rosterPositional,
    shifts: z.string().describe('a file of lines {"responder","from","to"}; - reads them from stdin'),
    ...timeFlags,
    ...changeFlags,
  }),
  examples: [
    "npm run firstreply -- temporary add nights christmas.jsonl --from 2026-12-24 --to 2026-12-27 --by Ada",
  ],
  run: ({ roster: name, shifts: file, from, to, by, yes, config, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const place = await openRoster(deployment, name, config);
      const shifts = await readShifts(file);
      for (const { responder } of shifts) checkResponder(place, responder);
      const change = newChange(place, {
        kind: "temporary",
        ...timesIn(place, { from, to }),
        by,
        shifts,
      });
      return keepStep({ place, propose: proposed(place, change), yes }, terminal);
    }),
});

/** All of them or none: half a schedule would be on call for half of it. */
const readShifts = async (file: string): Promise<Shift[]> => {
  const shifts: Shift[] = [];
  for await (const read of readJsonLines(await openInput(file, "shifts"), Shift)) {
    if ("error" in read) throw new UsageError(`${file}, line ${read.line}: ${read.error}`);
    shifts.push(read.value);
  }
  return shifts;
};
