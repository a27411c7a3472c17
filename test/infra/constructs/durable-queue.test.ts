import { describe, expect, test } from "vitest";
import * as z from "zod";
import { policiesOf, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized();

const getAtt = (attribute: string) =>
  z
    .object({ "Fn::GetAtt": z.tuple([z.string(), z.literal(attribute)]) })
    .transform(({ "Fn::GetAtt": [id] }) => id);
const Redrive = z.object({ deadLetterTargetArn: getAtt("Arn"), maxReceiveCount: z.number() });

const queues = Object.entries(resourcesOf(template, "AWS::SQS::Queue")).map(([id, queue]) => ({
  id,
  queue,
  redrive: Redrive.optional().parse(queue.Properties["RedrivePolicy"]),
}));
const workQueues = queues.filter(({ redrive }) => redrive !== undefined);
const deadLetterQueues = queues.filter(({ redrive }) => redrive === undefined);

test("there is a queue for intake, deadlines, on-call, what nobody takes, and each of four teams", () => {
  expect(workQueues).toHaveLength(8);
});

describe.each(queues)("$id", ({ id, queue }) => {
  test("is encrypted, and kept when the stack goes", () => {
    expect(queue).toMatchObject({ Properties: { SqsManagedSseEnabled: true }, DeletionPolicy: "Retain" });
  });

  test("refuses whoever comes without TLS", () => {
    expect(policiesOf(template, id)).toContainEqual({
      Effect: "Deny",
      Action: "sqs:*",
      Principal: { AWS: "*" },
      Resource: { "Fn::GetAtt": [id, "Arn"] },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});

test.each(workQueues)(
  "$id gives up on a message after five tries, into a queue of its own",
  ({ redrive }) => {
    expect(redrive?.maxReceiveCount).toBe(5);
    const sharing = workQueues.filter(
      (other) => other.redrive?.deadLetterTargetArn === redrive?.deadLetterTargetArn,
    );
    expect(sharing).toHaveLength(1);
  },
);

describe.each(deadLetterQueues)("$id", ({ id, queue }) => {
  test("keeps dead letters for two weeks", () => {
    expect(queue.Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
  });

  test("raises an alarm at its first message", () => {
    const alarms = Object.values(resourcesOf(template, "AWS::CloudWatch::Alarm"));
    expect(alarms.map(({ Properties }) => Properties)).toContainEqual(
      expect.objectContaining({
        MetricName: "ApproximateNumberOfMessagesVisible",
        Dimensions: [{ Name: "QueueName", Value: { "Fn::GetAtt": [id, "QueueName"] } }],
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      }),
    );
  });
});

const Consumer = z.looseObject({
  EventSourceArn: getAtt("Arn"),
  FunctionName: z.object({ Ref: z.string() }),
});
const consumers = Object.entries(resourcesOf(template, "AWS::Lambda::EventSourceMapping"))
  .map(([id, { Properties }]) => ({ id, consumer: Consumer.safeParse(Properties).data }))
  .filter(({ consumer }) => consumer !== undefined);

describe.each(consumers)("$id", ({ consumer }) => {
  test("leaves concurrency for others, and gives back only what failed", () => {
    expect(consumer).toMatchObject({
      ScalingConfig: { MaximumConcurrency: expect.any(Number) },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  test("hides a message for six time-outs of its function", () => {
    const lambda = resourcesOf(template, "AWS::Lambda::Function")[consumer?.FunctionName.Ref ?? ""];
    const source = queues.find(({ id }) => id === consumer?.EventSourceArn);
    const timeout = z.number().parse(lambda?.Properties["Timeout"]);
    expect(source?.queue.Properties["VisibilityTimeout"]).toBeGreaterThanOrEqual(6 * timeout);
  });
});

test("three functions read a queue", () => {
  expect(consumers).toHaveLength(3);
});
