import config from "#config";
import { DynamoDBClient, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import { conversationOf, isOutageWatch, outageWatchOf } from "../../shared/aws/table/conversation-items.ts";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { eventBridgePublisher } from "../../shared/aws/eventbridge-publisher.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { streamDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { sqsDeadlineQueue } from "../../shared/aws/sqs-deadline-queue.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { PermanentError } from "../../shared/errors.ts";
import { onStream } from "../../shared/handlers/on-stream.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { relayEvents } from "./relay-events.ts";
import { relayOutages } from "./relay-outages.ts";

const env = Env.parse(process.env);
const sqs = quiet(new SQSClient());

const bus = eventBridgePublisher(quiet(new EventBridgeClient()), env.EVENT_BUS_NAME);

const relayOutage = relayOutages({ bus, telemetry });
const relay = relayEvents({
  conversations: dynamoConversationStore({
    client: quiet(new DynamoDBClient()),
    tableName: env.CONVERSATIONS_TABLE_NAME,
    retentionDays: config.retention.conversationDays,
    wallClock: systemWallClock,
  }),
  bus,
  deadlines: sqsDeadlineQueue(sqs, env.DEADLINE_QUEUE_URL),
  teams: config.teams,
  wallClock: systemWallClock,
  telemetry,
});

/** The stream's record and the SDK describe the same attribute values with two types. */
const Image = z.custom<Record<string, AttributeValue>>(
  (value) => typeof value === "object" && value !== null,
);

const work = async ({ dynamodb }: DynamoDBRecord): Promise<void> => {
  const image = unmarshall(Image.parse(dynamodb?.NewImage));
  const committedAt = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  await (isOutageWatch(image)
    ? relayOutage(parsed(image, outageWatchOf, "fault reports"), committedAt)
    : relay(parsed(image, conversationOf, "conversation"), committedAt));
};

const parsed = <Told>(image: unknown, parse: (image: unknown) => Told, what: string): Told => {
  try {
    return parse(image);
  } catch (cause) {
    throw new PermanentError(`the image is no ${what}`, { cause });
  }
};

export const handler = onStream({
  work,
  deadLetter: streamDeadLetters(sqs, env.DEAD_LETTER_QUEUE_URL),
  giveUpAfterSeconds: 300,
});
