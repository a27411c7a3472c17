import * as z from "zod";
import type { AnswerAws, AwsAnswer, AwsCall } from "../aws-call.ts";
import { readJsonAnswer } from "../read-json-answer.ts";
import { readInput, withInput } from "./input.ts";

/** Calls that may be done twice: whoever is behind them must expect a copy. */
const repeatable = new Set(["sqs SendMessage", "sqs SendMessageBatch", "sns Publish", "events PutEvents"]);

const receives = "sqs ReceiveMessage";

export const canBeDuplicated = ({ service, operation }: Pick<AwsCall, "service" | "operation">): boolean =>
  repeatable.has(`${service} ${operation}`) || `${service} ${operation}` === receives;

/** Has the call done twice. What is received is left in sight of the next receiver, too. */
export const duplicate = async (call: AwsCall, next: AnswerAws, fired: () => void): Promise<AwsAnswer> => {
  if (`${call.service} ${call.operation}` === receives) return receiveAndShow(call, next, fired);
  fired();
  await next(call);
  return next(call);
};

const Received = z.object({ Messages: z.array(z.object({ ReceiptHandle: z.string() })).default([]) });
const OfQueue = z.object({ QueueUrl: z.string() });

const receiveAndShow = async (call: AwsCall, next: AnswerAws, fired: () => void): Promise<AwsAnswer> => {
  const answer = await next(call);
  const { QueueUrl } = readInput(call, OfQueue);
  const { Messages } = Received.parse(readJsonAnswer(answer));
  if (Messages.length > 0) fired();
  for (const { ReceiptHandle } of Messages) {
    const show = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await next({ ...withInput(call, show), operation: "ChangeMessageVisibility" });
  }
  return answer;
};
