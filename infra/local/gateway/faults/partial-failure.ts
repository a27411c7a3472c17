/** A batch call of which only a part is done: how each API takes entries, and how it says which it did not take. */
import * as z from "zod";
import type { AnswerAws, AwsAnswer, AwsCall } from "../aws-call.ts";
import { readJsonAnswer } from "../read-json-answer.ts";
import type { Random } from "./fault.ts";
import { readInput, withInput } from "./input.ts";

const Batch = z.looseObject({ Entries: z.array(z.record(z.string(), z.unknown())).min(1) });
type Entry = z.infer<typeof Batch>["Entries"][number];

type Answer = Readonly<Record<string, unknown>>;
type Merge = (entries: readonly Entry[], refused: ReadonlySet<Entry>, answer: Answer) => Answer;

const Sqs = z.object({
  Successful: z.array(z.unknown()).default([]),
  Failed: z.array(z.unknown()).default([]),
});

const mergeSqs: Merge = (_, refused, answer) => {
  const { Successful, Failed } = Sqs.parse(answer);
  const ours = [...refused].map(({ Id }) => ({
    Id,
    SenderFault: false,
    Code: "InternalError",
    Message: "refused",
  }));
  return { Successful, Failed: [...Failed, ...ours] };
};

const Events = z.object({
  FailedEntryCount: z.number().default(0),
  Entries: z.array(z.unknown()).default([]),
});

/** PutEvents answers entry by entry, in the order they were sent. */
const mergeEvents: Merge = (entries, refused, answer) => {
  const { FailedEntryCount, Entries } = Events.parse(answer);
  const taken = [...Entries];
  const ours = { ErrorCode: "InternalFailure", ErrorMessage: "refused" };
  return {
    FailedEntryCount: FailedEntryCount + refused.size,
    Entries: entries.map((entry) => (refused.has(entry) ? ours : taken.shift())),
  };
};

const merges: Readonly<Record<string, Merge>> = {
  "sqs SendMessageBatch": mergeSqs,
  "sqs DeleteMessageBatch": mergeSqs,
  "events PutEvents": mergeEvents,
};

export const isBatchCall = ({ service, operation }: Pick<AwsCall, "service" | "operation">): boolean =>
  Object.hasOwn(merges, `${service} ${operation}`);

/** Refuses some of the batch's entries, at least one, and lets the others pass. */
export const failPart = async (call: AwsCall, next: AnswerAws, random: Random): Promise<AwsAnswer> => {
  const merge = merges[`${call.service} ${call.operation}`];
  if (merge === undefined) throw new TypeError(`${call.operation} takes no batch`);
  const input = readInput(call, Batch);
  const unlucky = Math.floor(random() * input.Entries.length);
  const refused = new Set(input.Entries.filter((_, index) => index === unlucky || random() < 0.5));
  const taken = input.Entries.filter((entry) => !refused.has(entry));
  const answer =
    taken.length === 0 ? nothingTaken : await next(withInput(call, { ...input, Entries: taken }));
  return { ...answer, body: JSON.stringify(merge(input.Entries, refused, readJsonAnswer(answer))) };
};

const nothingTaken: AwsAnswer = {
  status: 200,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: "{}",
};
