import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoOutageWatches } from "../../shared/aws/table/dynamo-outage-watches.ts";
import { dynamoPageGroups } from "../../shared/aws/table/dynamo-page-groups.ts";
import { dynamoRosterChanges } from "../../shared/aws/table/dynamo-roster-changes.ts";
import { dynamoRosterFeeds } from "../../shared/aws/table/dynamo-roster-feeds.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { secretsManagerStore } from "../../shared/aws/secrets-manager-store.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { likelyClock } from "../../shared/aws/stamped-clock.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onCallOf } from "../../shared/config/on-call-of.ts";
import { policyBookOf } from "../../shared/config/policies-of.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { pagersByName } from "../../shared/pagers/pagers-by-name.ts";
import { Env } from "./env.ts";
import { readOnCallEvent } from "./on-call-event.ts";
import { pageOnCall } from "./page-on-call.ts";
import { signedLinks } from "./signed-links.ts";

const env = Env.parse(process.env);
const secrets = secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock);
const client = quiet(new DynamoDBClient());
const tableName = env.CONVERSATIONS_TABLE_NAME;

const ports = {
  conversations: dynamoConversationStore({
    client,
    tableName,
    retentionDays: config.retention.conversationDays,
    wallClock: systemWallClock,
  }),
  promises: policyBookOf(config),
  onCall: onCallOf(config),
  rosterChanges: dynamoRosterChanges(client, tableName),
  rosterFeeds: dynamoRosterFeeds(client, tableName),
  groups: dynamoPageGroups(client, tableName),
  outageWatches: dynamoOutageWatches(client, tableName),
  pagers: pagersByName({ config, env, secrets }),
  linkTo: signedLinks({ url: env.ANSWER_PAGE_URL, secretId: env.LINK_SECRET_ID, secrets }),
  telemetry,
};

export const handler = onQueue({
  parse: (record) => ({ event: readOnCallEvent(record), wallClock: likelyClock(record) }),
  work: ({ event, wallClock }) => pageOnCall({ ...ports, wallClock })(event),
  deadLetter: sqsDeadLetters(quiet(new SQSClient()), env.DEAD_LETTER_QUEUE_URL),
});
