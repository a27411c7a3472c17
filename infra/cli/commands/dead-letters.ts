/** What could not be handled, queue by queue. */
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { defineCommand, type Terminal } from "../command.ts";
import { countMessages } from "../count-messages.ts";
import { deadLetterBoxes, type DeadLetterBox } from "../dead-letters/dead-letter-boxes.ts";
import { holdLetters } from "../dead-letters/hold-letters.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import type { TypedCommand } from "../deployment/typed-command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { printTable } from "../print-table.ts";
import { spanText } from "../../../shared/domain/span-text.ts";

export const deadLettersCommand = defineCommand({
  name: "dead-letters",
  summary:
    "Lists how many messages each queue could not get handled, and how old the oldest is. Exits 1 when there are any.",
  failsWhen: "there are any",
  positionals: [],
  input: z.object(deploymentFlags),
  examples: [
    "npm run firstreply -- dead-letters",
    "npm run firstreply -- dead-letters --outputs outputs.json",
  ],
  run: (flags, terminal) =>
    withDeployment(flags, terminal, async ({ client, outputs, typed }) => {
      const sqs = new SQSClient(client);
      const rows = await Promise.all(deadLetterBoxes(outputs).map((box) => lookInto(sqs, box)));
      if (terminal.isInteractive) printRows(terminal, rows, typed);
      else for (const row of rows) terminal.print(JSON.stringify(row));
      return rows.some(({ letters }) => letters > 0) ? 1 : 0;
    }),
});

type Row = {
  readonly queue: string;
  readonly letters: number;
  readonly oldestSentAt: string | null;
  readonly oldestAgeSeconds: number | null;
  /** How many were looked at for the oldest. SQS gives them roughly in order; an older one may be behind these. */
  readonly looked: number;
};

const hiddenSeconds = 10;
const lookAtMost = 100;

const lookInto = async (sqs: SQSClient, { name, url }: DeadLetterBox): Promise<Row> => {
  const { total } = await countMessages(sqs, url);
  const sent = total === 0 ? [] : await sentTimes(sqs, url, total);
  const oldest = sent.length === 0 ? null : new Date(Math.min(...sent));
  return {
    queue: name,
    letters: total,
    oldestSentAt: oldest?.toISOString() ?? null,
    oldestAgeSeconds:
      oldest === null ? null : Math.max(0, Math.round((Date.now() - oldest.getTime()) / 1000)),
    looked: sent.length,
  };
};

const sentTimes = async (sqs: SQSClient, url: string, expected: number): Promise<number[]> => {
  await using held = holdLetters(sqs, url, { hiddenSeconds, expected });
  const sent: number[] = [];
  while (sent.length < lookAtMost) {
    const letters = await held.next(10);
    if (letters.length === 0) break;
    sent.push(...letters.map(({ sentAt }) => sentAt.getTime()));
  }
  return sent;
};

const printRows = (terminal: Terminal, rows: readonly Row[], typed: TypedCommand): void => {
  printTable(
    terminal,
    ["queue", "dead letters", "oldest"],
    rows.map(({ queue, letters, oldestAgeSeconds, looked }) => ({
      cells: [
        queue,
        String(letters),
        oldestAgeSeconds === null
          ? ""
          : `${looked < letters ? "at least " : ""}${spanText(oldestAgeSeconds)}`,
      ],
      ...(letters > 0 && { style: "red" as const }),
    })),
  );
  const [worst] = rows
    .filter(({ letters }) => letters > 0)
    .toSorted((one, other) => other.letters - one.letters);
  if (worst !== undefined) terminal.print(`\n${typed(`dead-letters show ${worst.queue}`)} says why.`);
};
