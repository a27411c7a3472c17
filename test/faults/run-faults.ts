/** `npm run faults` */
import { runCommand } from "../../infra/cli/run-command.ts";
import { faultsCommand } from "./faults-command.ts";

process.exitCode = await runCommand(faultsCommand, process.argv.slice(2), {
  invocation: "npm run faults --",
});
