/** Takes a conversation: nobody else is asked about it. The customer still waits, and it comes back where nobody answers. */
import * as z from "zod";
import { defineCommand, UsageError } from "../command.ts";
import { answerInput, runAnswer } from "../escalation/answer-command.ts";

const longestMs = 86_400_000;

const putOff = (until: string, now: number): Date => {
  const at = new Date(until);
  if (at.getTime() <= now)
    throw new UsageError(`--until ${until} is past: it is ${new Date(now).toISOString()}`);
  if (at.getTime() > now + longestMs)
    throw new UsageError(`--until ${until} is too long: a customer is waiting, write a time within a day`);
  return at;
};

export const acknowledgeCommand = defineCommand({
  name: "acknowledge",
  summary: "Takes a conversation somebody was paged for: nobody else is asked about it.",
  failsWhen: "it cannot be so: it was answered or closed, or you left it with whoever has it",
  positionals: ["id"],
  input: answerInput.extend({
    until: z.iso
      .datetime({ offset: true, error: "write an instant like 2026-11-21T04:00:00Z" })
      .optional()
      .describe("puts it off: it comes back then, within a day"),
    yes: z.boolean().default(false).describe("does not ask before it is taken from somebody else"),
  }),
  examples: ["npm run firstreply -- acknowledge x:1001 --by ada"],
  run: ({ until, ...asked }, terminal) =>
    runAnswer(
      asked,
      until === undefined ? { kind: "acknowledge" } : { kind: "snooze", until: putOff(until, Date.now()) },
      terminal,
    ),
});
