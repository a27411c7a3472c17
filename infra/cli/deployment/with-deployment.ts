import type { Terminal } from "../command.ts";
import type { DeploymentFlags } from "./deployment-flags.ts";
import { openDeployment, type Deployment } from "./open-deployment.ts";
import { inPlainWords } from "./plain-words.ts";

/** Does a command's work on the deployment its flags name, says on stderr which one that is, and what went wrong plainly. */
export const withDeployment = async (
  flags: DeploymentFlags,
  terminal: Terminal,
  work: (deployment: Deployment) => Promise<number>,
): Promise<number> => {
  const deployment = await openDeployment(flags);
  terminal.warn(`Looking at ${deployment.description}.`);
  try {
    return await work(deployment);
  } catch (error) {
    throw inPlainWords(error, deployment);
  } finally {
    terminal.progress?.("");
  }
};
