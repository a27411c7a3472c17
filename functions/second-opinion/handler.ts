import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { bedrockAdviser } from "../../shared/aws/bedrock-adviser.ts";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoDayBudget } from "../../shared/aws/table/dynamo-day-budget.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { routingOf } from "../../shared/config/routing-of.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventDetail } from "../../shared/handlers/json-message.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { secondOpinion } from "./second-opinion.ts";

const env = Env.parse(process.env);
if (config.secondOpinion === undefined) throw new Error("the configuration wants no second opinion");
const client = quiet(new DynamoDBClient());
const tableName = env.CONVERSATIONS_TABLE_NAME;

export const handler = onQueue({
  parse: eventDetail(MentionRouted.detail),
  work: secondOpinion({
    conversations: dynamoConversationStore({
      client,
      tableName,
      retentionDays: config.retention.conversationDays,
      wallClock: systemWallClock,
    }),
    routing: routingOf(config),
    adviser: bedrockAdviser(config.secondOpinion),
    budget: dynamoDayBudget({
      client,
      tableName,
      purpose: "second-opinion",
      microdollarsPerDay: Math.floor(config.secondOpinion.dollarsPerDay * 1_000_000),
    }),
    wallClock: systemWallClock,
    telemetry,
  }),
  deadLetter: sqsDeadLetters(quiet(new SQSClient()), env.DEAD_LETTER_QUEUE_URL),
});
