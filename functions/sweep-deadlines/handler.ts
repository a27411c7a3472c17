import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamoDueIndex } from "../../shared/aws/table/dynamo-due-index.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { sqsDeadlineQueue } from "../../shared/aws/sqs-deadline-queue.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onSchedule } from "../../shared/handlers/on-schedule.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { sweepDeadlines } from "./sweep-deadlines.ts";

const env = Env.parse(process.env);

export const handler = onSchedule(
  sweepDeadlines({
    dueIndex: dynamoDueIndex(quiet(new DynamoDBClient()), env.CONVERSATIONS_TABLE_NAME),
    deadlines: sqsDeadlineQueue(quiet(new SQSClient()), env.DEADLINE_QUEUE_URL),
    wallClock: systemWallClock,
    telemetry,
  }),
);
