/** Says when urgent service would wake nobody, who is on a roster and gone, and which rosters end: before it is night. */
import * as z from "zod";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import { feedProblems, rosterProblems, type RosterProblem } from "../../../shared/config/roster-problems.ts";
import { feedsOf, knownUntil } from "../../../shared/domain/roster/fed-roster.ts";
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
    const { config, changes, feeds } = await readRosters(flags, terminal);
    const ofRosters = rosterProblems(config, { from, to }, changes).filter(
      (problem) => problem.kind !== "ends" || problem.at <= to,
    );
    const problems = [...ofRosters, ...feedProblems(feeds, new Date())];
    show(problems, config, terminal);
    const gaps = problems.filter((problem) => problem.kind === "gap" && !problem.isMeant);
    const unknown = unknownIn(config, to);
    const times = gaps.length === 1 ? "once" : `${gaps.length} times`;
    const always =
      unknown.length === 0
        ? "always has somebody to wake."
        : "has somebody to wake wherever that is known, but not all is:";
    terminal.warn(
      `From ${day(from)} to ${day(to)} urgent service ${gaps.length === 0 ? always : `would wake nobody ${times}: \`override add\` puts somebody there.`}`,
    );
    for (const sentence of unknown) terminal.warn(sentence);
    return gaps.length === 0 ? 0 : 1;
  },
});

/** Sentences about what could not be looked at. */
const unknownIn = ({ rosters }: PipelineConfig, to: Date): string[] =>
  Object.entries(rosters).flatMap(([name, roster]) => {
    const until = knownUntil(roster);
    const feeds = feedsOf([roster]).join(", ");
    if (until === -Infinity)
      return [`Roster ${name} was not looked at: it is read from a feed while it runs (${feeds}).`];
    return until < to.getTime()
      ? [
          `Roster ${name} is known until ${day(new Date(until))}: its feed is read no further ahead (${feeds}).`,
        ]
      : [];
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
    case "stale":
      return `feed ${problem.feed}: could not be read since ${problem.since.toISOString()}: \`feeds\` says why`;
    case "unread":
      return `feed ${problem.feed}: nobody is on call by ${problem.events} of its events; the first: ${problem.first}`;
  }
};
