import { expect, test } from "vitest";
import { functionNamed, resourceNamed, synthesized } from "./synthesized.ts";

const template = synthesized();

test("deadlines are swept every minute", () => {
  const { Properties } = resourceNamed(template, "AWS::Events::Rule", "DeadlinesEveryMinute");
  expect(Properties).toMatchObject({
    ScheduleExpression: "rate(1 minute)",
    State: "ENABLED",
    Targets: [{ Arn: { "Fn::GetAtt": [expect.stringContaining("DeadlinesSweepDeadlinesFunction"), "Arn"] } }],
  });
});

test("a sweep is over before the next one begins", () => {
  expect(functionNamed(template, "sweep-deadlines").Timeout).toBeLessThan(60);
});

test("ring-deadline knows its own time-out", () => {
  const { Timeout, Environment } = functionNamed(template, "ring-deadline");
  expect(Environment.Variables["TIMEOUT_SECONDS"]).toBe(String(Timeout));
});

test("a sweep that fails for good leaves a dead letter", () => {
  expect(functionNamed(template, "sweep-deadlines")).toMatchObject({
    DeadLetterConfig: {
      TargetArn: { "Fn::GetAtt": [expect.stringContaining("DeadlinesSweepDeadLetters"), "Arn"] },
    },
  });
});

test("a sweep that does not run at all is an alarm", () => {
  const { Properties } = resourceNamed(template, "AWS::CloudWatch::Alarm", "DeadlinesSweepSilent");
  expect(Properties).toMatchObject({
    MetricName: "Invocations",
    Statistic: "Sum",
    Threshold: 1,
    ComparisonOperator: "LessThanThreshold",
    TreatMissingData: "breaching",
  });
});

test("a clock that ran out more than a minute ago, and has not rung, is an alarm", () => {
  const { Properties } = resourceNamed(
    template,
    "AWS::CloudWatch::Alarm",
    "DeadlinesSweepDeadlinesDeadlinesOverdue",
  );
  expect(Properties).toMatchObject({
    MetricName: "DeadlinesOverdue",
    Statistic: "Sum",
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    TreatMissingData: "notBreaching",
  });
});
