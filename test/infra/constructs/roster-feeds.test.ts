import { describe, expect, test } from "vitest";
import { Env as ReadFeedsEnv } from "../../../functions/read-feeds/env.ts";
import { onCallInput } from "../../builders/an-on-call-config.ts";
import { functionNamed, grantsOf, resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const fed = (secret: string) => ({ name: secret, feed: { secret } });
const rosters = {
  duty: { time_zone: "UTC", layers: [fed("nights-rota"), fed("days-rota")] },
  second: { time_zone: "UTC", layers: [fed("nights-rota")] },
};
const template = synthesized(onCallInput({ rosters }));

test("a pipeline whose rosters name no feed has nobody who reads any", () => {
  expect(JSON.stringify(synthesized(onCallInput()).toJSON())).not.toMatch(/read-?feeds/iu);
});

describe("where rosters name feeds", () => {
  test("each has one secret that waits for its address, whatever layers name it", () => {
    const secrets = Object.entries(resourcesOf(template, "AWS::SecretsManager::Secret"))
      .filter(([id]) => id.startsWith("RosterFeeds"))
      .map(([, { Properties, DeletionPolicy }]) => ({ ...Properties, DeletionPolicy }));
    expect(secrets).toMatchObject(
      ["nights-rota", "days-rota"].map((Value) => ({
        SecretString: '{"url":""}',
        Tags: [{ Key: "firstreply:feed", Value }],
        DeletionPolicy: "Retain",
      })),
    );
    expect(Object.keys(template.toJSON()["Outputs"])).toEqual(
      expect.arrayContaining(["NightsRotaFeedSecretArn", "DaysRotaFeedSecretArn"]),
    );
  });

  test("they are read every quarter of an hour, and each run is over before the next", () => {
    const { Properties } = resourceNamed(template, "AWS::Events::Rule", "RosterFeeds");
    expect(Properties).toMatchObject({
      ScheduleExpression: "rate(15 minutes)",
      State: "ENABLED",
      Targets: [{ Arn: { "Fn::GetAtt": [expect.stringContaining("ReadFeedsFunction"), "Arn"] } }],
    });
    expect(functionNamed(template, "read-feeds").Timeout).toBeLessThan(15 * 60);
  });

  test("whoever reads them may read their addresses and keep what they say, and nothing else", () => {
    const grants = grantsOf(template, "read-feeds").filter((grant) => !/^(logs|xray):/u.test(grant));
    expect(grants).toEqual([
      "dynamodb:GetItem ConversationsTable",
      "dynamodb:PutItem ConversationsTable",
      "secretsmanager:GetSecretValue RosterFeedsDaysRotaFeedSecret",
      "secretsmanager:GetSecretValue RosterFeedsNightsRotaFeedSecret",
      "sqs:SendMessage RosterFeedsDeadLetters",
    ]);
  });

  test("nobody else may read an address", () => {
    for (const name of ["page-on-call", "mind-rosters", "answer-page"] as const)
      expect(grantsOf(template, name).join()).not.toContain("FeedSecret");
  });

  test("it finds every variable it reads", () => {
    const { Variables } = functionNamed(template, "read-feeds").Environment;
    expect(Object.keys(Variables)).toEqual(expect.arrayContaining(Object.keys(ReadFeedsEnv.shape)));
  });

  test("nobody reading is an alarm", () => {
    expect(resourceNamed(template, "AWS::CloudWatch::Alarm", "RosterFeedsSilent").Properties).toMatchObject({
      MetricName: "Invocations",
      ComparisonOperator: "LessThanThreshold",
      EvaluationPeriods: 3,
      TreatMissingData: "breaching",
    });
  });
});
