import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { onStream } from "../../../shared/handlers/on-stream.ts";
import { patience } from "../../../shared/handlers/patience.ts";
import { aContext } from "../../builders/a-context.ts";

/** A change of `conversation`, as old as can be: by its age alone, everything after an outage would be given up. */
const change = (SequenceNumber: string, conversation: string): DynamoDBRecord => ({
  dynamodb: { SequenceNumber, ApproximateCreationDateTime: 0, Keys: { pk: { S: conversation } } },
});

const Records = [change("1", "a"), change("2", "b"), change("3", "a"), change("4", "c")];

const nameOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? "";

const consume = async (fails: (record: DynamoDBRecord) => Error | undefined) => {
  const done: string[] = [];
  const put: string[] = [];
  const handler = onStream({
    work: async (record) => {
      const error = fails(record);
      if (error !== undefined) throw error;
      done.push(nameOf(record));
    },
    deadLetter: async (record, reason) => void put.push(`${nameOf(record)} ${reason}`),
    giveUpAfterSeconds: 300,
  });
  const { batchItemFailures } = await handler({ Records }, aContext());
  return { done, put, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

test("a change that fails holds up its own conversation, and the stream comes again from there", async () => {
  const consumed = await consume(({ dynamodb }) =>
    dynamodb?.SequenceNumber === "1" ? new Error("throttled") : undefined,
  );
  expect(consumed).toEqual({ done: ["2", "4"], put: [], failed: ["1"] });
});

test("a change that will never succeed is put aside at once, and those behind it go on", async () => {
  const consumed = await consume(({ dynamodb }) =>
    dynamodb?.SequenceNumber === "1" ? new PermanentError("gone") : undefined,
  );
  expect(consumed.done.toSorted()).toEqual(["2", "3", "4"]);
  expect(consumed).toMatchObject({ put: ["1 gone"], failed: [] });
});

test("a change is given up when it has failed for long, however old it is, and whatever the clock shows", () => {
  let now = 0;
  const { hasFailedTooLong, forget } = patience(300, () => now);
  expect(hasFailedTooLong("1")).toBe(false);
  now = 300_000;
  expect(hasFailedTooLong("1")).toBe(false);
  expect(hasFailedTooLong("2")).toBe(false);
  now = 300_001;
  expect(hasFailedTooLong("1")).toBe(true);
  forget("1");
  expect(hasFailedTooLong("1")).toBe(false);
});
