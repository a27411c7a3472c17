import config from "#config";
import correction from "#correction";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoOutageWatches } from "../../shared/aws/table/dynamo-outage-watches.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { sqsDeadLetters } from "../../shared/aws/sqs-dead-letters.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { classify } from "../../shared/classifier/classify.ts";
import { channelIdentity } from "../../shared/config/channel-identity.ts";
import { routingOf } from "../../shared/config/routing-of.ts";
import { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";
import { drillChannel } from "../../shared/domain/channels/drill-channel.ts";
import { PermanentError } from "../../shared/errors.ts";
import { onQueue } from "../../shared/handlers/on-queue.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { withCorrection } from "../../shared/learning/corrected.ts";
import { parsers } from "../../shared/platforms/parsers.ts";
import { drill, drillRule } from "./drill.ts";
import { Env } from "./env.ts";
import { setAsideOn } from "./set-aside.ts";
import { triageMentions, type Channel, type WebhookMessage } from "./triage-mentions.ts";

const env = Env.parse(process.env);
const sqs = quiet(new SQSClient());
const dynamodb = quiet(new DynamoDBClient());

const judge = withCorrection(classify, correction);

const channels = {
  ...Object.fromEntries(
    Object.entries(config.channels).map(([id, channel]): [string, Channel] => [
      id,
      { ...channelIdentity(id, channel), parser: parsers[channel.platform], brand: channel.brand },
    ]),
  ),
  [drillChannel]: drill,
};

const parse = ({ body, messageAttributes }: SQSRecord): WebhookMessage => {
  const attributes = Object.entries(messageAttributes).map(([name, { stringValue }]) => [name, stringValue]);
  const webhook = ReceivedWebhook.safeParse(Object.fromEntries(attributes));
  if (!webhook.success)
    throw new PermanentError("the message's attributes are not those of a received webhook");
  return { webhook: webhook.data, body };
};

export const handler = onQueue({
  parse,
  work: triageMentions({
    channels,
    classify: judge,
    rules: [drillRule, ...config.rules],
    routing: routingOf(config),
    conversations: dynamoConversationStore({
      client: dynamodb,
      tableName: env.CONVERSATIONS_TABLE_NAME,
      retentionDays: config.retention.conversationDays,
      wallClock: systemWallClock,
    }),
    outageWatches: dynamoOutageWatches(dynamodb, env.CONVERSATIONS_TABLE_NAME),
    setAside: setAsideOn(sqs, env.DEAD_LETTER_QUEUE_URL),
    telemetry,
  }),
  deadLetter: sqsDeadLetters(sqs, env.DEAD_LETTER_QUEUE_URL),
});
