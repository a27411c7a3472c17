import { describe, expect, test } from "vitest";
import { functionNames } from "../../../infra/bundling/function-name.ts";
import { resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized();
const alarms = Object.entries(resourcesOf(template, "AWS::CloudWatch::Alarm"));
const [topic] = Object.keys(resourcesOf(template, "AWS::SNS::Topic")).filter((id) =>
  id.includes("AlarmTopic"),
);

describe.each(alarms)("%s", (_, { Properties }) => {
  test("goes to the one alarm topic", () => {
    expect(Properties["AlarmActions"]).toEqual([{ Ref: topic }]);
  });

  test("says what customers lose and where to look first", () => {
    expect(Properties["AlarmDescription"]).toMatch(/^Customers lose: .{15,}\. Look first: .{15,}\.$/u);
  });
});

test.each(["Errors", "Throttles"])("every function's %s are watched", (metric) => {
  expect(alarms.filter(([, { Properties }]) => Properties["MetricName"] === metric)).toHaveLength(
    functionNames.length,
  );
});

test.each(["IteratorAge", "WriteThrottleEvents", "WebhooksThrottled", "ApproximateAgeOfOldestMessage"])(
  "%s is watched",
  (metric) => {
    expect(alarms.map(([, { Properties }]) => Properties["MetricName"])).toContain(metric);
  },
);

describe("the alarms of this account, and no other, may", () => {
  const alarmsHere = {
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
  };

  test("publish to the topic", () => {
    const { Properties } = resourceNamed(template, "AWS::SNS::TopicPolicy", "ObservabilityAlarmTopic");
    expect(Properties).toHaveProperty(
      "PolicyDocument.Statement",
      expect.arrayContaining([expect.objectContaining({ ...alarmsHere, Action: "sns:Publish" })]),
    );
  });

  test("use the key it is encrypted with, which is renewed every year", () => {
    const { Properties } = resourceNamed(template, "AWS::KMS::Key", "ObservabilityAlarmKey");
    expect(Properties["EnableKeyRotation"]).toBe(true);
    expect(Properties).toHaveProperty(
      "KeyPolicy.Statement",
      expect.arrayContaining([
        expect.objectContaining({ ...alarmsHere, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] }),
      ]),
    );
  });
});
