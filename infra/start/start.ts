/** `npm start` */
import { runCommand } from "../cli/run-command.ts";
import { startCommand } from "./start-command.ts";

process.exitCode = await runCommand(startCommand, process.argv.slice(2), { invocation: "npm start --" });
