import { randomBytes } from "node:crypto";
import config from "#config";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoLinkShelf } from "../../shared/aws/table/dynamo-link-shelf.ts";
import { quiet } from "../../shared/aws/quiet.ts";
import { secretsManagerStore } from "../../shared/aws/secrets-manager-store.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { policyBookOf } from "../../shared/config/policies-of.ts";
import { onRequest } from "../../shared/handlers/on-request.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { answerPage, failedAnswer } from "./answer-page.ts";
import { conversationEscalation } from "./conversation-escalation.ts";
import { Env } from "./env.ts";

const env = Env.parse(process.env);
const client = quiet(new DynamoDBClient());
const conversations = dynamoConversationStore({
  client,
  tableName: env.CONVERSATIONS_TABLE_NAME,
  retentionDays: config.retention.conversationDays,
  wallClock: systemWallClock,
});

export const handler = onRequest(
  answerPage({
    linkSecretId: env.LINK_SECRET_ID,
    secrets: secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock),
    shelf: dynamoLinkShelf(client, env.CONVERSATIONS_TABLE_NAME),
    conversations,
    escalation: conversationEscalation({ conversations, promises: policyBookOf(config) }),
    isResponder: (id) => Object.hasOwn(config.responders, id),
    readerOf: (id) => {
      const { name = id, zone = "UTC" } = config.responders[id] ?? {};
      return { id, name, timeZone: zone };
    },
    newCookie: () => randomBytes(32).toString("base64url"),
    telemetry,
  }),
  failedAnswer,
);
