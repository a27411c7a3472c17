import { describe, expect, test } from "vitest";
import { Env as MindRostersEnv } from "../../../functions/mind-rosters/env.ts";
import { onCallInput } from "../../builders/an-on-call-config.ts";
import { functionNamed, grantsOf, resourceNamed, synthesized } from "./synthesized.ts";

const template = synthesized(onCallInput());

test("a pipeline without rosters has nothing to look after", () => {
  expect(JSON.stringify(synthesized().toJSON())).not.toMatch(/mind-?rosters/iu);
});

describe("where there is a roster", () => {
  test("it is looked after every five minutes, and each run is over before the next", () => {
    const { Properties } = resourceNamed(template, "AWS::Events::Rule", "RosterWatch");
    expect(Properties).toMatchObject({
      ScheduleExpression: "rate(5 minutes)",
      State: "ENABLED",
      Targets: [{ Arn: { "Fn::GetAtt": [expect.stringContaining("MindRostersFunction"), "Arn"] } }],
    });
    expect(functionNamed(template, "mind-rosters").Timeout).toBeLessThan(240);
  });

  test("whoever looks may read, note and tell, and nothing else", () => {
    const grants = grantsOf(template, "mind-rosters").filter((grant) => !/^(logs|xray):/u.test(grant));
    expect(grants).toEqual([
      "dynamodb:GetItem ConversationsTable",
      "dynamodb:PutItem ConversationsTable",
      "dynamodb:Query ConversationsTable/index/byTeam",
      "secretsmanager:GetSecretValue OnCallDutyWebhookDestinationSecret",
      "sns:Publish OnCallDutyTopicPageTopic",
      "sqs:SendMessage RosterWatchDeadLetters",
    ]);
  });

  test("it finds every variable it reads", () => {
    const { Variables } = functionNamed(template, "mind-rosters").Environment;
    expect(Object.keys(Variables)).toEqual(expect.arrayContaining(Object.keys(MindRostersEnv.shape)));
  });

  test("nobody looking, and somebody who could not be told, are alarms", () => {
    expect(resourceNamed(template, "AWS::CloudWatch::Alarm", "RosterWatchSilent").Properties).toMatchObject({
      MetricName: "Invocations",
      ComparisonOperator: "LessThanThreshold",
      EvaluationPeriods: 3,
      TreatMissingData: "breaching",
    });
    const failed = resourceNamed(template, "AWS::CloudWatch::Alarm", "RosterWatchMindRostersNoticeFailed");
    expect(failed.Properties).toMatchObject({ MetricName: "NoticeFailed", Threshold: 1 });
  });
});
