import { describe, expect, test } from "vitest";
import * as z from "zod";
import { matchesPattern } from "../../../infra/local/eventbridge/pattern.ts";
import { resourceNamed, synthesized } from "./synthesized.ts";

const { Properties: mapping } = resourceNamed(
  synthesized(),
  "AWS::Lambda::EventSourceMapping",
  "EventRelayRelayEvents",
);

test("the relay follows the stream from its beginning, in batches of which one bad image holds up nothing else", () => {
  expect(mapping).toMatchObject({
    StartingPosition: "TRIM_HORIZON",
    BatchSize: 100,
    ParallelizationFactor: 4,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
});

test("it gives up before the stream forgets, and says so to its dead-letter queue", () => {
  expect(mapping["MaximumRecordAgeInSeconds"]).toBeLessThan(86_400);
  expect(mapping["MaximumRetryAttempts"]).toBeGreaterThan(0);
  expect(mapping).toMatchObject({
    DestinationConfig: {
      OnFailure: { Destination: { "Fn::GetAtt": [expect.stringContaining("EventRelayDeadLetters"), "Arn"] } },
    },
  });
});

describe("of what the stream shows", () => {
  const { Filters } = z
    .object({ Filters: z.tuple([z.object({ Pattern: z.string() })]) })
    .parse(mapping["FilterCriteria"]);
  const pattern = JSON.parse(Filters[0].Pattern);

  test.each([
    ["a new head", "INSERT", "head", true],
    ["a changed head", "MODIFY", "head", true],
    ["an expired head", "REMOVE", "head", false],
    ["a message's own item", "INSERT", "message", false],
  ])("%s wakes the relay: %s of %s is %s", (_, eventName, sk, wakes) => {
    const record = { eventName, dynamodb: { Keys: { pk: { S: "x:1:2" }, sk: { S: sk } } } };
    expect(matchesPattern(pattern, record)).toBe(wakes);
  });
});
