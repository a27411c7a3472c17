/** What a template says of a queue, and the attributes SQS makes of it. */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { awsManagedKey, flag, readProperties, withoutLocalMeaning } from "../resource-properties.ts";

const RedrivePolicy = z.strictObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

/** FIFO queues are not among what the runtime fulfils, so their properties are unknown to it and stop the start. */
const Queue = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: z.coerce.number().int().min(0).max(900).optional(),
  MaximumMessageSize: z.coerce.number().int().min(1024).max(1_048_576).optional(),
  MessageRetentionPeriod: z.coerce.number().int().min(60).max(1_209_600).optional(),
  ReceiveMessageWaitTimeSeconds: z.coerce.number().int().min(0).max(20).optional(),
  VisibilityTimeout: z.coerce.number().int().min(0).max(43_200).optional(),
  RedrivePolicy: RedrivePolicy.optional(),
  SqsManagedSseEnabled: flag.optional(),
  RedriveAllowPolicy: withoutLocalMeaning,
  KmsMasterKeyId: awsManagedKey,
  KmsDataKeyReusePeriodSeconds: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

export type QueueProperties = {
  readonly name: string | undefined;
  /** As GetQueueAttributes gives them. Retention is kept and not acted on: nothing here waits for days. */
  readonly attributes: Readonly<Record<string, string>>;
};

export const readQueue = (resource: LocalResource): QueueProperties => {
  const { QueueName, RedrivePolicy: redrive, ...properties } = readProperties(resource, Queue);
  const plain = Object.entries(properties).filter(
    ([, value]) => typeof value === "number" || typeof value === "boolean",
  );
  return {
    name: QueueName,
    attributes: {
      ...Object.fromEntries(plain.map(([name, value]) => [name, String(value)])),
      ...(redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
    },
  };
};
