/**
 * Learns from what staff judged: a small correction of this deployment's own, on top of the shipped model. It is shown
 * what it does to judgements it was not learnt from, and written down only where it does them good.
 */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { dynamoConversationStore } from "../../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoFeedbackShelf } from "../../../shared/aws/table/dynamo-feedback-shelf.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { classify } from "../../../shared/classifier/classify.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { chosenConfigFile, resolveConfig } from "../../config/resolve-config.ts";
import { correctionFile } from "../../config/resolve-correction.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { deploymentFlags, type DeploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import type { JudgedText } from "../learning/example.ts";
import { learnFrom, type Lesson } from "../learning/learn-from.ts";
import { readJudgedFile, readJudgedMentions } from "../learning/read-judged.ts";
import { printTable } from "../print-table.ts";

export const learnCommand = defineCommand({
  name: "learn",
  summary: "Learns this deployment's own correction from what staff judged; a worse one is not written.",
  failsWhen: "nothing better was learnt",
  positionals: [],
  input: z.object({
    from: z
      .string()
      .optional()
      .describe('instead of the deployment\'s feedback: lines of {"text":"…","category":"…"}'),
    dryRun: z.boolean().default(false).describe("shows before and after, and writes nothing"),
    to: z.string().optional().describe("where to write it; what learning.correction names unless told"),
    config: z.string().optional().describe("the configuration it is for, where it is another"),
    ...deploymentFlags,
  }),
  examples: [
    "npm run firstreply -- learn --dry-run --outputs outputs.json",
    "npm run firstreply -- learn --from feedback.jsonl --to infra/correction.json",
  ],
  run: async ({ from, dryRun, to, config: file, ...flags }, terminal) => {
    const configFile = chosenConfigFile(file);
    const config = await resolveConfig(configFile);
    const named = correctionFile(config, configFile);
    const target = to === undefined ? named : resolve(to);
    if (target === null && !dryRun)
      throw new UsageError("say --to where to write it, or name the file as learning.correction");
    const judged =
      from === undefined ? await feedbackOf(config, flags, terminal) : await readJudgedFile(from);
    const lesson = learnFrom(judged, classify, systemWallClock.now());
    show(terminal, lesson);
    if (lesson.outcome !== "better") return 1;
    if (target !== null && !dryRun) await write(terminal, lesson, { target, named });
    return 0;
  },
});

const feedbackOf = async (
  config: PipelineConfig,
  flags: DeploymentFlags,
  terminal: Terminal,
): Promise<JudgedText[]> => {
  if (!config.learning.keepFeedback)
    throw new UsageError(
      "this deployment keeps nothing to learn from: set learning.keepFeedback, or say --from",
    );
  let judged: JudgedText[] = [];
  await withDeployment(flags, terminal, async ({ client, output }) => {
    const dynamodb = new DynamoDBClient(client);
    const tableName = output("ConversationsTableName");
    const retentionDays = config.retention.conversationDays;
    const store = dynamoConversationStore({
      client: dynamodb,
      tableName,
      retentionDays,
      wallClock: systemWallClock,
    });
    judged = await readJudgedMentions(dynamoFeedbackShelf(dynamodb, tableName), store);
    return 0;
  });
  return judged;
};

const show = (terminal: Terminal, lesson: Lesson): void => {
  if (!terminal.isInteractive) {
    const shown = lesson.outcome === "too little" ? lesson : { ...lesson, correction: undefined };
    return terminal.print(JSON.stringify(shown));
  }
  if (lesson.outcome !== "too little") {
    const { before, after } = lesson;
    const rows = (["accuracy", "macroF1", "serviceRecall", "logLoss"] as const).map((figure) => ({
      cells: [figure, String(before[figure] ?? "-"), String(after[figure] ?? "-")],
    }));
    printTable(terminal, [`held out: ${lesson.heldOut}`, "before", "after"], rows);
  }
  terminal.print(`${lesson.outcome}: ${lesson.why}`);
};

const write = async (
  terminal: Terminal,
  { correction }: Extract<Lesson, { outcome: "better" | "no better" }>,
  { target, named }: { readonly target: string; readonly named: string | null },
): Promise<void> => {
  const replaces = existsSync(target) ? "replaced" : "written";
  await writeFile(target, `${JSON.stringify(correction)}\n`);
  terminal.warn(
    `${target} is ${replaces}; ${target === named ? "it ships with the next deploy" : "name it as learning.correction, and deploy"}.`,
  );
};
