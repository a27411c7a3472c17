/** `npm run firstreply -- <command>`: finds the command and runs it. */
import type { Command } from "./command.ts";
import { deadLettersCommand } from "./commands/dead-letters.ts";
import { deadLettersRedriveCommand } from "./commands/dead-letters-redrive.ts";
import { deadLettersShowCommand } from "./commands/dead-letters-show.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { normaliseCommand } from "./commands/normalise.ts";
import { replayCommand } from "./commands/replay.ts";
import { sendCommand } from "./commands/send.ts";
import { findCommand, partsOf } from "./find-command.ts";
import { helpOfAll } from "./help.ts";
import { processTerminal } from "./process-terminal.ts";
import { runCommand } from "./run-command.ts";

const commands: readonly Command[] = [
  sendCommand,
  normaliseCommand,
  doctorCommand,
  deadLettersCommand,
  deadLettersShowCommand,
  deadLettersRedriveCommand,
  replayCommand,
];

const words = process.argv.slice(2);
const found = findCommand(commands, words);

if (found !== undefined) {
  const { command, typed } = found;
  process.exitCode = await runCommand(command, typed, {
    invocation: `npm run firstreply -- ${command.name}`,
    parts: partsOf(commands, command),
  });
} else {
  const [name = "--help"] = words;
  const asked = name === "--help" || name === "-h" || name === "help";
  processTerminal[asked ? "print" : "warn"](
    asked ? helpOfAll(commands) : `There is no command "${name}".\n\n${helpOfAll(commands)}`,
  );
  process.exitCode = asked ? 0 : 2;
}
