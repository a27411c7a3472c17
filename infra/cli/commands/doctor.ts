/** Whether a deployment is healthy, row by row, and what to do where it is not. */
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { resolveConfig } from "../../config/resolve-config.ts";
import { cleanText } from "../../start/board/fit-text.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { cloudWatchOf } from "../deployment/cloud-watch.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { examine } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { paint } from "../print-table.ts";

export const doctorCommand = defineCommand({
  name: "doctor",
  summary:
    "Says whether a deployment is healthy, and what to do where it is not. Exits 1 when something is wrong.",
  failsWhen: "something is wrong",
  positionals: [],
  input: z.object({
    config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
    ...deploymentFlags,
  }),
  examples: ["npm run firstreply -- doctor", "npm run firstreply -- doctor --outputs outputs.json"],
  run: ({ config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const config = await resolveConfig(file ?? deployment.configFile);
      await reach(deployment);
      const findings = await examine({ ...deployment, config, cloudWatch: cloudWatchOf(deployment.client) });
      print(terminal, findings);
      const count = findings.filter(({ verdict }) => verdict === "wrong").length;
      terminal.warn(
        count === 0
          ? "Healthy, as far as can be seen."
          : `${count} of ${findings.length} checks found something wrong.`,
      );
      return count === 0 ? 0 : 1;
    }),
});

/** Rejects where there is nobody, or without credentials: that is one sentence, not a table of failures. */
const reach = async ({ client, output }: Deployment): Promise<void> => {
  await new SQSClient(client).send(
    new GetQueueAttributesCommand({ QueueUrl: output("IntakeQueueUrl"), AttributeNames: ["QueueArn"] }),
  );
};

const marks = { ok: paint("green", "✓"), wrong: paint("red", "✗"), unknown: paint("dim", "–") } as const;

const print = (terminal: Terminal, findings: readonly Finding[]): void => {
  if (!terminal.isInteractive) {
    for (const finding of findings) terminal.print(JSON.stringify(finding));
    return;
  }
  const width = Math.max(...findings.map(({ check }) => check.length));
  for (const { check, verdict, saw, next } of findings) {
    terminal.print(` ${marks[verdict]} ${check.padEnd(width)}  ${cleanText(saw)}`);
    if (next !== undefined)
      terminal.print(`   ${" ".repeat(width)}  ${paint("bold", `→ ${cleanText(next)}`)}`);
  }
};
