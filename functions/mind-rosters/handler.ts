import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoNoticeBook } from "../../shared/aws/table/dynamo-notice-book.ts";
import { dynamoOutageWatches } from "../../shared/aws/table/dynamo-outage-watches.ts";
import { dynamoRosterChanges } from "../../shared/aws/table/dynamo-roster-changes.ts";
import { dynamoRosterFeeds } from "../../shared/aws/table/dynamo-roster-feeds.ts";
import { dynamoTeamInbox } from "../../shared/aws/table/dynamo-team-inbox.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { secretsManagerStore } from "../../shared/aws/secrets-manager-store.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onSchedule } from "../../shared/handlers/on-schedule.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { pagersByName } from "../../shared/pagers/pagers-by-name.ts";
import { Env } from "./env.ts";
import { mindRosters } from "./mind-rosters.ts";

const env = Env.parse(process.env);
const secrets = secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock);
const client = quiet(new DynamoDBClient());
const tableName = env.CONVERSATIONS_TABLE_NAME;

export const handler = onSchedule(
  mindRosters({
    config,
    rosterChanges: dynamoRosterChanges(client, tableName),
    rosterFeeds: dynamoRosterFeeds(client, tableName),
    inbox: dynamoTeamInbox(client, tableName),
    conversations: dynamoConversationStore({
      client,
      tableName,
      retentionDays: config.retention.conversationDays,
      wallClock: systemWallClock,
    }),
    outageWatches: dynamoOutageWatches(client, tableName),
    notices: dynamoNoticeBook(client, tableName),
    pagers: pagersByName({ config, env, secrets }),
    wallClock: systemWallClock,
    telemetry,
  }),
);
