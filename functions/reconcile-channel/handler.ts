import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import * as z from "zod";
import { cloudWatchChannelHearing } from "../../shared/aws/cloudwatch-channel-hearing.ts";
import { dynamoChannelMemories } from "../../shared/aws/table/dynamo-channel-memories.ts";
import { dynamoOpenThreads } from "../../shared/aws/table/dynamo-open-threads.ts";
import { dynamoRefreshLeases } from "../../shared/aws/table/dynamo-refresh-leases.ts";
import { eventBridgePublisher } from "../../shared/aws/eventbridge-publisher.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { secretsManagerVault } from "../../shared/aws/secrets-manager-vault.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { sqsIntakeQueue } from "../../shared/aws/sqs-intake-queue.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onSchedule } from "../../shared/handlers/on-schedule.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { Env } from "./env.ts";
import { everyChannel } from "./every-channel.ts";
import { reconcileChannel } from "./reconcile-channel.ts";
import { watchChannels } from "./watch-channels.ts";

const env = Env.parse(process.env);
const SecretIds = z.record(z.string(), z.string());
const dynamodb = quiet(new DynamoDBClient());
const tableName = env.CONVERSATIONS_TABLE_NAME;
const vault = secretsManagerVault(signedClient("secretsmanager", "1.1"));

const channels = watchChannels({
  config,
  webhookUrl: env.WEBHOOK_URL,
  channelSecretIds: SecretIds.parse(JSON.parse(env.CHANNEL_SECRET_IDS)),
  accessSecretIds: SecretIds.parse(JSON.parse(env.ACCESS_SECRET_IDS)),
  vault,
});

const work = reconcileChannel({
  memories: dynamoChannelMemories(dynamodb, tableName),
  hearing: cloudWatchChannelHearing(signedClient("monitoring", "1.0"), config.stackName),
  events: eventBridgePublisher(quiet(new EventBridgeClient()), env.EVENT_BUS_NAME),
  intake: sqsIntakeQueue(signedClient("sqs", "1.0"), env.INTAKE_QUEUE_URL),
  openThreads: dynamoOpenThreads({ client: dynamodb, tableName, teams: Object.keys(config.teams) }),
  leases: dynamoRefreshLeases(dynamodb, tableName),
  vault,
  wallClock: systemWallClock,
  telemetry,
});

export const handler = onSchedule(everyChannel(channels, telemetry, work));
