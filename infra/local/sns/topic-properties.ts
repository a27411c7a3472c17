/** What a template says of topics, their subscriptions and their policies. */
import * as z from "zod";
import { PolicyDocument } from "../iam/policy-document.ts";
import { flag, withoutLocalMeaning } from "../resource-properties.ts";

/** FIFO topics are not among what the runtime fulfils, so their properties are unknown to it and stop the start. */
export const TopicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  Subscription: z.array(z.strictObject({ Protocol: z.string(), Endpoint: z.string() })).default([]),
  /** A topic with a customer's key can be had, and published to on AWS only. */
  KmsMasterKeyId: z.string().optional(),
  TracingConfig: withoutLocalMeaning,
  SignatureVersion: withoutLocalMeaning,
  DataProtectionPolicy: withoutLocalMeaning,
  DeliveryStatusLogging: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

export const TopicPolicyProperties = z.strictObject({ Topics: z.array(z.string()), PolicyDocument });

export const SubscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: flag.default(false),
  FilterPolicy: z.record(z.string(), z.unknown()).optional(),
  FilterPolicyScope: z.enum(["MessageAttributes", "MessageBody"]).optional(),
  /** Delivery into a local queue cannot fail, so nothing is left for a dead-letter queue or another region. */
  RedrivePolicy: withoutLocalMeaning,
  DeliveryPolicy: withoutLocalMeaning,
  Region: withoutLocalMeaning,
});
export type SubscriptionProperties = z.infer<typeof SubscriptionProperties>;
