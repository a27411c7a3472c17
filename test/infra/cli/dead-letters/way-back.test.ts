import { describe, expect, test } from "vitest";
import type { DeadLetterBox } from "../../../../infra/cli/dead-letters/dead-letter-boxes.ts";
import { wayBackOf } from "../../../../infra/cli/dead-letters/way-back.ts";
import { aLetter } from "./a-letter.ts";

const ofQueue: DeadLetterBox = {
  name: "intake",
  url: "https://sqs/dead",
  reader: "triage-mentions",
  origin: { kind: "queue", url: "https://sqs/intake" },
};
const ofFunction: DeadLetterBox = {
  name: "relay-events",
  url: "https://sqs/dead",
  reader: "relay-events",
  origin: { kind: "function", name: "Relay" },
};

test("a message goes back to its queue as it was, without what was written on it when it died", () => {
  const attributes = {
    channelId: "x",
    encoding: "text",
    reason: "the body is not JSON",
    RULE_ARN: "arn:…",
    TARGET_ARN: "arn:…",
    ERROR_CODE: "NO_RESOURCE",
    ERROR_MESSAGE: "gone",
    RETRY_ATTEMPTS: "0",
    EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
  };
  expect(wayBackOf(aLetter({ body: "{", attributes }), ofQueue)).toEqual({
    kind: "send",
    url: "https://sqs/intake",
    message: {
      body: "{",
      attributes: {
        channelId: { DataType: "String", StringValue: "x" },
        encoding: { DataType: "String", StringValue: "text" },
      },
    },
  });
});

describe("what was on no queue goes back to its function", () => {
  test("a record of the stream in the batch it takes, every digit kept", () => {
    const record = '{"eventID":"1","dynamodb":{"SequenceNumber":"9","big":12345678901234567890}}';
    expect(wayBackOf(aLetter({ body: record }), ofFunction)).toEqual({
      kind: "invoke",
      functionName: "Relay",
      event: `{"Records":[${record}]}`,
    });
  });

  test("anything else as the event it was", () => {
    const body = '{"detail-type":"Scheduled Event"}';
    expect(wayBackOf(aLetter({ body }), ofFunction)).toEqual({
      kind: "invoke",
      functionName: "Relay",
      event: body,
    });
  });

  test.each([
    ["no JSON", "junk", /not JSON/u],
    ["a place in the stream", '{"DDBStreamBatchInfo":{"shardId":"s"}}', /only the place/u],
  ])("but %s stays, and says why", (_, body, why) => {
    expect(wayBackOf(aLetter({ body }), ofFunction)).toEqual({
      kind: "stay",
      why: expect.stringMatching(why),
    });
  });
});
