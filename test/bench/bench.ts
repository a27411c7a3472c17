/** `npm run bench` */
import { runCommand } from "../../infra/cli/run-command.ts";
import { benchCommand } from "./bench-command.ts";

process.exitCode = await runCommand(benchCommand, process.argv.slice(2), { invocation: "npm run bench --" });
