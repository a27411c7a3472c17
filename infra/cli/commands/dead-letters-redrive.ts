/**
 * Puts dead letters back where they came from, one by one. SQS has a move of its own for a whole queue; it leaves the
 * reason on the message, which a strict reader refuses, and it moves nothing that was sent here and did not die here.
 */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { defineCommand, type Terminal } from "../command.ts";
import { countMessages } from "../count-messages.ts";
import { boxNamed, type DeadLetterBox } from "../dead-letters/dead-letter-boxes.ts";
import { holdLetters } from "../dead-letters/hold-letters.ts";
import type { Carriers, Outcome } from "../dead-letters/put-back.ts";
import { redrive } from "../dead-letters/redrive.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { invokeFunction } from "../deployment/invoke-function.ts";
import type { ClientConfig } from "../deployment/open-deployment.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { printTable } from "../print-table.ts";
import { wholeNumber } from "../whole-number.ts";

/** Longer than the slowest function that is given letters again. */
const hiddenSeconds = 120;

export const deadLettersRedriveCommand = defineCommand({
  name: "dead-letters redrive",
  summary: "Puts a queue's dead letters back where they came from, to be handled again.",
  failsWhen: "some were left, or nobody agreed",
  outlivesReader: true,
  positionals: ["queue"],
  input: z.object({
    queue: z.string().describe("the queue's name, as `dead-letters` lists it"),
    id: z.array(z.string()).default([]).describe("only this message; as often as you like"),
    limit: wholeNumber({ min: 1 }).optional().describe("no more than so many"),
    yes: z.boolean().default(false).describe("does not ask before everything is put back"),
    ...deploymentFlags,
  }),
  examples: [
    "npm run firstreply -- dead-letters redrive intake --limit 1",
    "npm run firstreply -- dead-letters redrive relay-events --id 6f9d… --id 0c21…",
  ],
  run: ({ queue, id: ids, limit, yes, ...flags }, terminal) =>
    withDeployment(flags, terminal, async ({ client, outputs }) => {
      const box = boxNamed(outputs, queue);
      const sqs = new SQSClient(client);
      const { total } = await countMessages(sqs, box.url);
      const takesAll = ids.length === 0 && limit === undefined && total > 0;
      if (takesAll && !yes && (await declines(terminal, box, total))) return 1;

      const outcomes: Outcome[] = [];
      const tell = (outcome: Outcome): void => {
        outcomes.push(outcome);
        if (!terminal.isInteractive) terminal.print(JSON.stringify({ queue: box.name, ...outcome }));
        terminal.progress?.(`${outcomes.length} of ${total}`);
      };
      // One more than there are: what a function puts here again at once is worth waiting for.
      await using held = holdLetters(sqs, box.url, { hiddenSeconds, expected: total + 1 });
      const carriers = { ...carriersOf(sqs, client), remove: held.remove };
      const atMost = Math.min(limit ?? total, total);
      await redrive({ box, held, carriers, startedAt: new Date(), ids, atMost, tell });
      terminal.progress?.("");
      return conclude(terminal, outcomes);
    }),
});

/** Only where somebody can answer: a script means what it says. */
const declines = async ({ confirm }: Terminal, { name }: DeadLetterBox, total: number): Promise<boolean> =>
  confirm !== undefined && !(await confirm(`Put back everything that died in ${name} (${total})?`));

const carriersOf = (sqs: SQSClient, client: ClientConfig): Pick<Carriers, "send" | "invoke"> => ({
  send: async (QueueUrl, { body: MessageBody, attributes }) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes: { ...attributes } }));
  },
  invoke: (functionName, event) => invokeFunction(client, functionName, event),
});

/** 1 as soon as one letter is not where it was to go. */
const conclude = (terminal: Terminal, outcomes: readonly Outcome[]): number => {
  const left = outcomes.filter(({ outcome }) => outcome !== "put back");
  if (terminal.isInteractive && left.length > 0)
    printTable(
      terminal,
      ["message", "", "why"],
      left.map(({ id, outcome, why = "" }) => ({ cells: [id, outcome, why] })),
    );
  const back = outcomes.length - left.length;
  terminal.warn(
    `${back} put back, ${left.length} not. In a minute, \`dead-letters\` says whether any died again.`,
  );
  return left.length === 0 ? 0 : 1;
};
