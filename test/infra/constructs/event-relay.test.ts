import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { matchesPattern } from "../../../infra/local/eventbridge/pattern.ts";
import { outageWatchItem } from "../../../shared/aws/table/conversation-items.ts";
import { hearReports } from "../../../shared/domain/outages/hear-reports.ts";
import { nothingReported } from "../../../shared/domain/outages/outage-watch.ts";
import { aFaultReport } from "../../builders/a-fault-report.ts";
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

const keys = (sk: string) => ({ pk: { S: "x:1:2" }, sk: { S: sk } });

describe("of what the stream shows", () => {
  const { Filters } = z
    .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
    .parse(mapping["FilterCriteria"]);
  const patterns = Filters.map(({ Pattern }) => JSON.parse(Pattern));

  const isWokenBy = (record: object): boolean => patterns.some((pattern) => matchesPattern(pattern, record));

  test.each([
    ["a new head", "INSERT", "head", true],
    ["a changed head", "MODIFY", "head", true],
    ["an expired head", "REMOVE", "head", false],
    ["a message's own item", "INSERT", "message", false],
    ["fault reports, with nothing to tell", "MODIFY", "outage", false],
  ])("%s wakes the relay: %s of %s is %s", (_, eventName, sk, wakes) => {
    expect(isWokenBy({ eventName, dynamodb: { Keys: keys(sk), NewImage: keys(sk) } })).toBe(wakes);
  });

  test("fault reports wake the relay when there is an outage to tell of", () => {
    const reports = [1, 2, 3, 4, 5].map((number) => aFaultReport(number));
    const { watch } = hearReports(nothingReported("brand"), reports);
    const NewImage = marshall(outageWatchItem(watch ?? nothingReported("brand")));
    expect(isWokenBy({ eventName: "MODIFY", dynamodb: { Keys: keys("outage"), NewImage } })).toBe(true);
  });
});
