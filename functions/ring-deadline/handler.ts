import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { withGatheredCommits } from "../../shared/aws/table/gathered-commits.ts";
import { withGatheredLoads } from "../../shared/aws/table/gathered-loads.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { sqsDeadlineQueue } from "../../shared/aws/sqs-deadline-queue.ts";
import { firstReceivedAt, invokedAt, stampedClock } from "../../shared/aws/stamped-clock.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { policyBookOf } from "../../shared/config/policies-of.ts";
import { DeadlineReached } from "../../shared/contracts/deadline-reached.ts";
import { laterOf } from "../../shared/domain/later-of.ts";
import { jsonBody } from "../../shared/handlers/json-message.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { ringDeadline } from "./ring-deadline.ts";

const env = Env.parse(process.env);
const sqs = quiet(new SQSClient());
const table = {
  client: quiet(new DynamoDBClient()),
  tableName: env.CONVERSATIONS_TABLE_NAME,
  retentionDays: config.retention.conversationDays,
  wallClock: systemWallClock,
};

const ports = {
  conversations: withGatheredCommits(withGatheredLoads(dynamoConversationStore(table), table), table),
  promises: policyBookOf(config),
  deadlines: sqsDeadlineQueue(sqs, env.DEADLINE_QUEUE_URL),
  telemetry,
};

const timeoutSeconds = Number(env.TIMEOUT_SECONDS);

/**
 * A deadline is judged by the clocks of the queue and of Lambda: nobody is to be woken early because this machine's is
 * fast. Between the queue and here lie the start of a process, and whoever was served first.
 */
export const handler = onQueue({
  parse: (record, context) => ({
    deadline: jsonBody(DeadlineReached)(record),
    wallClock: stampedClock(laterOf(firstReceivedAt(record), invokedAt(context, timeoutSeconds))),
  }),
  work: ({ deadline, wallClock }) => ringDeadline({ ...ports, wallClock })(deadline),
  deadLetter: sqsDeadLetters(sqs, env.DEAD_LETTER_QUEUE_URL),
});
