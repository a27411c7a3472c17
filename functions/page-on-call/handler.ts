import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { dynamoConversationStore } from "../../shared/aws/dynamo-conversation-store.ts";
import { secretsManagerStore } from "../../shared/aws/secrets-manager-store.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { likelyClock } from "../../shared/aws/stamped-clock.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { policyBookOf } from "../../shared/config/policies-of.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { eventDetail } from "../../shared/handlers/json-message.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { snsPager } from "../../shared/pagers/sns-pager.ts";
import { webhookPager } from "../../shared/pagers/webhook-pager.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import { Env } from "./env.ts";
import { pageOnCall } from "./page-on-call.ts";

const env = Env.parse(process.env);
const sns = new SNSClient();
const secrets = secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock);
const secretIds = z.record(z.string(), z.string()).parse(JSON.parse(env.DESTINATION_SECRET_IDS));

const pagers = Object.fromEntries(
  Object.entries(config.destinations).map(([destination, { kind }]): [string, Pager] => {
    switch (kind) {
      case "sns":
        return [destination, snsPager(sns, destination, env.PAGE_TOPIC_ARN)];
      case "webhook": {
        const secretId = secretIds[destination];
        if (secretId === undefined)
          throw new Error(`DESTINATION_SECRET_IDS names no secret for ${destination}`);
        return [destination, webhookPager({ destination, secretId, secrets })];
      }
    }
  }),
);

const pagersOf = (team: string): Pager[] =>
  (config.teams[team]?.pages ?? []).map((name) => pagers[name]).filter((pager) => pager !== undefined);

const ports = {
  conversations: dynamoConversationStore({
    client: new DynamoDBClient(),
    tableName: env.CONVERSATIONS_TABLE_NAME,
    retentionDays: config.retention.conversationDays,
    wallClock: systemWallClock,
  }),
  promises: policyBookOf(config),
  pagersOf,
  telemetry,
};

export const handler = onQueue({
  parse: (record) => ({
    breach: eventDetail(DeadlineBreached.detail)(record),
    wallClock: likelyClock(record),
  }),
  work: ({ breach, wallClock }) => pageOnCall({ ...ports, wallClock })(breach),
  deadLetter: sqsDeadLetters(new SQSClient(), env.DEAD_LETTER_QUEUE_URL),
});
