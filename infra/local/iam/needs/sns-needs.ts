import * as z from "zod";
import { everything, on, type NeedsTable } from "./need.ts";

const OnTopic = z.union([
  z.object({ TopicArn: z.string() }).transform(({ TopicArn }) => TopicArn),
  z.object({ TargetArn: z.string() }).transform(({ TargetArn }) => TargetArn),
]);
const topic = (input: unknown): string => OnTopic.parse(input);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
export const snsNeeds = (): NeedsTable => ({
  Publish: on("sns:Publish", topic),
  PublishBatch: on("sns:Publish", topic),
  GetTopicAttributes: on("sns:GetTopicAttributes", topic),
  ListSubscriptionsByTopic: on("sns:ListSubscriptionsByTopic", topic),
  ListTopics: on("sns:ListTopics", everything),
  ListSubscriptions: on("sns:ListSubscriptions", everything),
});
