import * as z from "zod";
import type { AnswerAws, AwsAnswer, AwsCall } from "../aws-call.ts";
import { readInput, withInput } from "./input.ts";

const Message = z.looseObject({ DelaySeconds: z.number().default(0) });
const Batch = z.looseObject({ Entries: z.array(Message) });

const longestSeconds = 900;

const later = (message: z.infer<typeof Message>, seconds: number) => ({
  ...message,
  DelaySeconds: Math.min(longestSeconds, message.DelaySeconds + seconds),
});

type Hold = (call: AwsCall, seconds: number) => unknown;

const holds: Readonly<Record<string, Hold>> = {
  "sqs SendMessage": (call, seconds) => later(readInput(call, Message), seconds),
  "sqs SendMessageBatch": (call, seconds) => {
    const { Entries, ...batch } = readInput(call, Batch);
    return { ...batch, Entries: Entries.map((entry) => later(entry, seconds)) };
  },
};

export const canBeReordered = ({ service, operation }: Pick<AwsCall, "service" | "operation">): boolean =>
  Object.hasOwn(holds, `${service} ${operation}`);

/** Holds what is sent back for a while, once it is safe: what is sent behind it arrives before it. */
export const reorder = (call: AwsCall, next: AnswerAws, seconds: number): Promise<AwsAnswer> => {
  const hold = holds[`${call.service} ${call.operation}`];
  if (hold === undefined) throw new TypeError(`${call.operation} sends nothing`);
  return next(withInput(call, hold(call, seconds)));
};
