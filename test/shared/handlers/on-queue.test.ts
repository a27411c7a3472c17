import type { Context, SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { onQueue } from "../../../shared/handlers/on-queue.ts";
import { aContext } from "../../builders/a-context.ts";

const record = (messageId: string): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: messageId,
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "s",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:eu-west-1:111122223333:q",
  awsRegion: "eu-west-1",
});

/** Handles the messages `done` and, in its own way, another. */
const consume = async (work: (message: string) => Promise<void>, context: Context = aContext()) => {
  const done: string[] = [];
  const buried: string[] = [];
  const handler = onQueue({
    parse: ({ body }) => body,
    work: async (message) => {
      if (message !== "done") await work(message);
      done.push(message);
    },
    deadLetter: async ({ messageId }, reason) => void buried.push(`${messageId} ${reason}`),
  });
  const { batchItemFailures } = await handler({ Records: [record("done"), record("other")] }, context);
  return { done, buried, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

const withTimeLeft = (milliseconds: number): Context => ({
  ...aContext(),
  getRemainingTimeInMillis: () => milliseconds,
});
const never = () => new Promise<never>(() => {});

test("a message that fails is named, and tried again alone", async () => {
  const consumed = await consume(async () => {
    throw new Error("throttled");
  });
  expect(consumed).toEqual({ done: ["done"], buried: [], failed: ["other"] });
});

test("a message that will never succeed is buried with its reason, and does not come again", async () => {
  const consumed = await consume(async () => {
    throw new PermanentError("no JSON");
  });
  expect(consumed).toEqual({ done: ["done"], buried: ["other no JSON"], failed: [] });
});

test("a message that is still at work when the time is nearly up fails alone, and the others are done", async () => {
  expect(await consume(never, withTimeLeft(1050))).toEqual({ done: ["done"], buried: [], failed: ["other"] });
});

test("a clock so fast that no time seems left ends nothing before it has begun", async () => {
  const consumed = await consume(
    () => new Promise((resolve) => setTimeout(resolve, 20)),
    withTimeLeft(-300_000),
  );
  expect(consumed).toEqual({ done: ["done", "other"], buried: [], failed: [] });
});
