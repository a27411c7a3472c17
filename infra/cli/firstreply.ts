/** `npm run firstreply -- <command>`: finds the command and runs it. */
import type { Command } from "./command.ts";
import { commandInstead, findCommand, partsOf } from "./find-command.ts";
import { helpOfAll } from "./help.ts";
import { endWithReader, processTerminal } from "./process-terminal.ts";
import { runCommand } from "./run-command.ts";
import { unforeseenWords } from "./unforeseen.ts";

type Known = { readonly name: string; readonly load: () => Promise<Command> };

/** Each is loaded when it is called: whoever asks what one body means does not wait for what all others bring along. */
const commands: readonly Known[] = [
  { name: "send", load: async () => (await import("./commands/send.ts")).sendCommand },
  { name: "normalise", load: async () => (await import("./commands/normalise.ts")).normaliseCommand },
  { name: "classify", load: async () => (await import("./commands/classify.ts")).classifyCommand },
  { name: "evaluate", load: async () => (await import("./commands/evaluate.ts")).evaluateCommand },
  { name: "connect", load: async () => (await import("./commands/connect.ts")).connectCommand },
  { name: "reclassify", load: async () => (await import("./commands/reclassify.ts")).reclassifyCommand },
  { name: "learn", load: async () => (await import("./commands/learn.ts")).learnCommand },
  { name: "doctor", load: async () => (await import("./commands/doctor.ts")).doctorCommand },
  { name: "dead-letters", load: async () => (await import("./commands/dead-letters.ts")).deadLettersCommand },
  {
    name: "dead-letters show",
    load: async () => (await import("./commands/dead-letters-show.ts")).deadLettersShowCommand,
  },
  {
    name: "dead-letters redrive",
    load: async () => (await import("./commands/dead-letters-redrive.ts")).deadLettersRedriveCommand,
  },
  { name: "due", load: async () => (await import("./commands/due.ts")).dueCommand },
  { name: "explain", load: async () => (await import("./commands/explain.ts")).explainCommand },
  { name: "simulate", load: async () => (await import("./commands/simulate.ts")).simulateCommand },
  { name: "history", load: async () => (await import("./commands/history.ts")).historyCommand },
  { name: "close", load: async () => (await import("./commands/close.ts")).closeCommand },
  { name: "acknowledge", load: async () => (await import("./commands/acknowledge.ts")).acknowledgeCommand },
  { name: "decline", load: async () => (await import("./commands/decline.ts")).declineCommand },
  { name: "drill", load: async () => (await import("./commands/drill.ts")).drillCommand },
  { name: "recompute", load: async () => (await import("./commands/recompute.ts")).recomputeCommand },
  { name: "on-call", load: async () => (await import("./commands/on-call.ts")).onCallCommand },
  { name: "shifts", load: async () => (await import("./commands/shifts.ts")).shiftsCommand },
  { name: "coverage", load: async () => (await import("./commands/coverage.ts")).coverageCommand },
  { name: "feeds", load: async () => (await import("./commands/feeds.ts")).feedsCommand },
  {
    name: "override list",
    load: async () => (await import("./commands/override-list.ts")).overrideListCommand,
  },
  { name: "override add", load: async () => (await import("./commands/override-add.ts")).overrideAddCommand },
  {
    name: "override remove",
    load: async () => (await import("./commands/override-remove.ts")).overrideRemoveCommand,
  },
  { name: "swap offer", load: async () => (await import("./commands/swap-offer.ts")).swapOfferCommand },
  { name: "swap take", load: async () => (await import("./commands/swap-take.ts")).swapTakeCommand },
  {
    name: "temporary add",
    load: async () => (await import("./commands/temporary-add.ts")).temporaryAddCommand,
  },
  { name: "report", load: async () => (await import("./commands/report.ts")).reportCommand },
  { name: "replay", load: async () => (await import("./commands/replay.ts")).replayCommand },
];

const loadAll = (known: readonly Known[]): Promise<Command[]> => Promise.all(known.map(({ load }) => load()));

const unforeseenCode = 3;

const words = process.argv.slice(2);
const found = findCommand(commands, words);

if (found !== undefined) {
  const { command: known, typed } = found;
  const command = await known.load();
  endWithReader(command);
  try {
    process.exitCode = await runCommand(command, typed, {
      invocation: `npm run firstreply -- ${known.name}`,
      parts: await loadAll(partsOf(commands, known)),
    });
  } catch (error) {
    if (process.env["FIRSTREPLY_TRACE"] === "1") throw error;
    processTerminal.warn(unforeseenWords(error));
    process.exitCode = unforeseenCode;
  }
} else {
  endWithReader();
  const [name = "--help"] = words;
  const asked = name === "--help" || name === "-h" || name === "help";
  const help = helpOfAll(await loadAll(commands));
  const instead = commandInstead(commands, words) ?? `\n\n${help}`;
  processTerminal[asked ? "print" : "warn"](asked ? help : `There is no command "${name}".${instead}`);
  process.exitCode = asked ? 0 : 2;
}
