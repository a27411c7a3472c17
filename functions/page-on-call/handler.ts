import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
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
import { outgoingHttp } from "../../shared/outgoing/outgoing-http.ts";
import { pagerOf, type PagerMeans } from "../../shared/pagers/pager-of.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import { Env } from "./env.ts";
import { pageOnCall } from "./page-on-call.ts";

const env = Env.parse(process.env);
const idsByName = (json: string): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(json));

const means: PagerMeans = {
  http: outgoingHttp({ reach: config.paging.toThisMachine ? "this machine" : "public" }),
  secrets: secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock),
  secretIds: idsByName(env.DESTINATION_SECRET_IDS),
  topicArns: idsByName(env.PAGE_TOPIC_ARNS),
  // While one destination is asked again, another could have woken somebody.
  aws: { maxAttempts: 2 },
};

const pagers = Object.fromEntries(
  Object.entries(config.destinations).map(([name, destination]) => [name, pagerOf(name, destination, means)]),
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
  zoneOf: (team: string) => config.calendars[config.teams[team]?.hours ?? ""]?.time_zone ?? "UTC",
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
