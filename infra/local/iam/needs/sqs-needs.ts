import * as z from "zod";
import { everything, on, type NeedsOf, type NeedsTable, type ResourceNames } from "./need.ts";

const ByUrl = z.object({ QueueUrl: z.string() });
const ByName = z.object({ QueueName: z.string() });
const Move = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
export const sqsNeeds = ({ region, accountId }: ResourceNames): NeedsTable => {
  const arnOf = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const queue = (input: unknown): string => arnOf(ByUrl.parse(input).QueueUrl.split("/").at(-1) ?? "");
  return {
    SendMessage: on("sqs:SendMessage", queue),
    SendMessageBatch: on("sqs:SendMessage", queue),
    ReceiveMessage: on("sqs:ReceiveMessage", queue),
    DeleteMessage: on("sqs:DeleteMessage", queue),
    DeleteMessageBatch: on("sqs:DeleteMessage", queue),
    ChangeMessageVisibility: on("sqs:ChangeMessageVisibility", queue),
    ChangeMessageVisibilityBatch: on("sqs:ChangeMessageVisibility", queue),
    GetQueueAttributes: on("sqs:GetQueueAttributes", queue),
    GetQueueUrl: on("sqs:GetQueueUrl", (input) => arnOf(ByName.parse(input).QueueName)),
    PurgeQueue: on("sqs:PurgeQueue", queue),
    ListQueues: on("sqs:ListQueues", everything),
    StartMessageMoveTask: move,
  };
};

/** Whoever moves messages takes them from one queue and sends them to the other. */
const move: NeedsOf = (input) => {
  const { SourceArn: from, DestinationArn: to } = Move.parse(input);
  const taking = [
    "sqs:StartMessageMoveTask",
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
  ].map((action) => ({ action, resource: from }));
  return to === undefined ? taking : [...taking, { action: "sqs:SendMessage", resource: to }];
};
