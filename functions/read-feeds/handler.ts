import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { dynamoRosterFeeds } from "../../shared/aws/table/dynamo-roster-feeds.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { secretsManagerVault } from "../../shared/aws/secrets-manager-vault.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onSchedule } from "../../shared/handlers/on-schedule.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { outgoingHttp } from "../../shared/outgoing/outgoing-http.ts";
import { Env } from "./env.ts";
import { feedsNamed } from "./feeds-named.ts";
import { readFeeds } from "./read-feeds.ts";

const env = Env.parse(process.env);
const secretIds = z.record(z.string(), z.string()).parse(JSON.parse(env.FEED_SECRET_IDS));

export const handler = onSchedule(
  readFeeds({
    feeds: feedsNamed(config.rosters, secretIds),
    responders: Object.entries(config.responders).map(([id, { name, email }]) => ({
      id,
      name,
      ...(email !== undefined && { email }),
    })),
    secrets: secretsManagerVault(signedClient("secretsmanager", "1.1")),
    http: outgoingHttp({
      reach: config.paging.toThisMachine ? "this machine" : "public",
      timeoutMs: 20_000,
      maxBytes: 4_000_000,
    }),
    rosterFeeds: dynamoRosterFeeds(quiet(new DynamoDBClient()), env.CONVERSATIONS_TABLE_NAME),
    wallClock: systemWallClock,
    telemetry,
  }),
);
