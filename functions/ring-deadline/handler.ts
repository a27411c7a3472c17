import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamoConversationStore } from "../../shared/aws/dynamo-conversation-store.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { sqsDeadlineQueue } from "../../shared/aws/sqs-deadline-queue.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { jsonBody } from "../../shared/handlers/json-message.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { ringDeadline } from "./ring-deadline.ts";

const env = Env.parse(process.env);
const sqs = new SQSClient();

export const handler = onQueue({
  parse: jsonBody(DeadlineReached),
  work: ringDeadline({
    conversations: dynamoConversationStore({
      client: new DynamoDBClient(),
      tableName: env.CONVERSATIONS_TABLE_NAME,
      retentionDays: config.retention.conversationDays,
      wallClock: systemWallClock,
    }),
    deadlines: sqsDeadlineQueue(sqs, env.DEADLINE_QUEUE_URL),
    wallClock: systemWallClock,
    telemetry,
  }),
  deadLetter: sqsDeadLetters(sqs, env.DEAD_LETTER_QUEUE_URL),
});
