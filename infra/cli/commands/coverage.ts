/** Says when urgent service would wake nobody, who is on a roster and gone, and which rosters end: before it is night. */
import * as z from "zod";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import { rosterProblems, type RosterProblem } from "../../../shared/config/roster-problems.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { gapSentence } from "../../config/check-coverage.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { paint } from "../print-table.ts";
import { readRosters, rosterFlags } from "../rosters/read-rosters.ts";
import { When } from "../rosters/when.ts";
import { windowOf } from "../rosters/window.ts";

const yearMs = 366 * 86_400_000;

export const coverageCommand = defineCommand({
  name: "coverage",
  summary: "Says when urgent service would wake nobody, who left and is on a roster, and which rosters end.",
  failsWhen: "urgent service would wake nobody in some hour",
  positionals: [],
  input: z.object({
    from: When.optional().describe("from when on, in UTC unless it says otherwise; now, unless told"),
    to: When.optional().describe("until when; a year later, unless told"),
    ...rosterFlags,
  }),
  examples: [
    "npm run firstreply -- coverage",
    "npm run -s firstreply -- coverage --from 2026-12-24 --to 2027-01-02 --outputs outputs.json",
  ],
  run: async ({ from: begins, to: ends, ...flags }, terminal) => {
    const from = begins?.("UTC") ?? new Date();
    const { to } = windowOf(from, ends?.("UTC") ?? new Date(from.getTime() + yearMs));
    const { config, changes } = await readRosters(flags, terminal);
    const problems = rosterProblems(config, { from, to }, changes).filter(
      (problem) => problem.kind !== "ends" || problem.at <= to,
    );
    show(problems, config, terminal);
    const gaps = problems.filter((problem) => problem.kind === "gap" && !problem.isMeant);
    const times = gaps.length === 1 ? "once" : `${gaps.length} times`;
    terminal.warn(
      `From ${day(from)} to ${day(to)} urgent service ${gaps.length === 0 ? "always has somebody to wake." : `would wake nobody ${times}: \`override add\` puts somebody there.`}`,
    );
    return gaps.length === 0 ? 0 : 1;
  },
});

const day = (at: Date): string => at.toISOString().slice(0, 10);

const show = (problems: readonly RosterProblem[], config: PipelineConfig, terminal: Terminal): void => {
  for (const problem of problems)
    if (!terminal.isInteractive) terminal.print(JSON.stringify(problem));
    else if (problem.kind === "gap" && !problem.isMeant)
      terminal.print(paint("red", sentenceOf(problem, config)));
    else terminal.print(sentenceOf(problem, config));
};

const sentenceOf = (problem: RosterProblem, config: PipelineConfig): string => {
  switch (problem.kind) {
    case "gap":
      return `${gapSentence(problem, config)}${problem.isMeant ? ", which is meant" : ""}`;
    case "left":
      return `roster ${problem.roster}: ${problem.responder} is no responder any more, and on call by ${problem.where}`;
    case "ends": {
      const zone = config.rosters[problem.roster]?.time_zone ?? "UTC";
      return `roster ${problem.roster}: ends ${wallText(problem.at.toISOString(), zone)} (${zone})`;
    }
  }
};
