/** `npm run firstreply -- <command>`: finds the command and runs it. */
import { sendCommand } from "./commands/send.ts";
import { helpOfAll } from "./help.ts";
import { processTerminal, runCommand } from "./run-command.ts";

const commands = [sendCommand];

const [name = "--help", ...typed] = process.argv.slice(2);
const command = commands.find((known) => known.name === name);

if (command !== undefined) {
  process.exitCode = await runCommand(command, typed, { invocation: `npm run firstreply -- ${name}` });
} else {
  const asked = name === "--help" || name === "-h" || name === "help";
  processTerminal[asked ? "print" : "warn"](
    asked ? helpOfAll(commands) : `There is no command "${name}".\n\n${helpOfAll(commands)}`,
  );
  process.exitCode = asked ? 0 : 2;
}
