/** Why messages are dead, whom they are about and what to do; never what a customer wrote or is called. */
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { cleanText } from "../../start/board/fit-text.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { countMessages } from "../count-messages.ts";
import { boxNamed } from "../dead-letters/dead-letter-boxes.ts";
import { explainLetter, type Explanation } from "../dead-letters/explain-letter.ts";
import { holdLetters } from "../dead-letters/hold-letters.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { paint } from "../print-table.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { wholeNumber } from "../whole-number.ts";

const hiddenSeconds = 30;

export const deadLettersShowCommand = defineCommand({
  name: "dead-letters show",
  summary:
    "Explains a queue's dead letters: what happened, to which, and what to do. Shows no customer's text.",
  positionals: ["queue"],
  input: z.object({
    queue: z.string().describe("the queue's name, as `dead-letters` lists it"),
    limit: wholeNumber({ min: 1 }).prefault("10").describe("how many at most"),
    ...deploymentFlags,
  }),
  examples: ["npm run firstreply -- dead-letters show intake"],
  run: ({ queue, limit, ...flags }, terminal) =>
    withDeployment(flags, terminal, async ({ client, outputs, typed }) => {
      const box = boxNamed(outputs, queue);
      const sqs = new SQSClient(client);
      const { total: expected } = await countMessages(sqs, box.url);
      await using held = holdLetters(sqs, box.url, { hiddenSeconds, expected });
      let shown = 0;
      while (shown < limit) {
        const letters = await held.next(limit - shown);
        if (letters.length === 0) break;
        for (const letter of letters) show(terminal, explainLetter(letter, box, { now: new Date(), typed }));
        shown += letters.length;
      }
      if (shown === 0) terminal.warn(`${box.name} has no dead letters.`);
      return 0;
    }),
});

const show = (terminal: Terminal, explanation: Explanation): void => {
  if (!terminal.isInteractive) return terminal.print(JSON.stringify(explanation));
  const { id, why, by, code, sentAt, ageSeconds, receives, bytes, next, queue: _, ...about } = explanation;
  const facts = {
    why: `${by}: ${why}${code === undefined ? "" : ` (${code})`}`,
    about: Object.entries(about)
      .map(([name, value]) => `${name} ${value}`)
      .join(", "),
    when: `${sentAt}, ${spanText(ageSeconds)} ago; taken ${receives} times, this look included; ${bytes} bytes`,
    next,
  };
  terminal.print(paint("bold", id));
  for (const [name, fact] of Object.entries(facts))
    if (fact !== "") terminal.print(`  ${paint("dim", name.padEnd(6))} ${cleanText(fact)}`);
};
