/** What a command needs to look into conversations and to take steps in them, as the functions do. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoConversationStore } from "../../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoOpenConversations } from "../../../shared/aws/table/dynamo-open-conversations.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { routingOf } from "../../../shared/config/routing-of.ts";
import { ConversationId, MentionId } from "../../../shared/domain/ids.ts";
import { homeOf } from "../../../shared/domain/messages/stored-message.ts";
import type { ConversationStore } from "../../../shared/ports/conversation-store.ts";
import { quoted } from "../../words/unknown-name.ts";
import { UsageError } from "../command.ts";
import { deployedConfig } from "../deployment/deployed-config.ts";
import type { Deployment } from "../deployment/open-deployment.ts";

/** The desk of a deployment, under the configuration it was deployed with. */
export const openDesk = async (deployment: Deployment, configFile?: string) => {
  const { client, output } = deployment;
  const config = await deployedConfig(deployment, configFile);
  const dynamodb = new DynamoDBClient(client);
  const tableName = output("ConversationsTableName");
  return {
    config,
    dynamodb,
    tableName,
    conversations: dynamoConversationStore({
      client: dynamodb,
      tableName,
      retentionDays: config.retention.conversationDays,
      wallClock: systemWallClock,
    }),
    open: dynamoOpenConversations(dynamodb, tableName),
    routing: routingOf(config),
  };
};

/** A table's key takes no more, and no platform's id comes near. */
const longestIdBytes = 1000;

/** A conversation by its own id, or by that of anything said in it. UsageError where there is none. */
export const findConversation = async (conversations: ConversationStore, id: string) => {
  if (Buffer.byteLength(id) > longestIdBytes)
    throw new UsageError("no id is that long: write it as a team's queue has it, like x:1001");
  const found = await conversations.load(ConversationId.parse(id));
  if (found !== null) return found;
  const isMessage = MentionId.safeParse(id).success;
  const home = isMessage ? homeOf(await conversations.loadMessage(id)) : null;
  const conversation = home === null ? null : await conversations.load(home);
  if (conversation !== null) return conversation;
  throw new UsageError(
    `${quoted(id)} is neither a conversation nor anything said in one: write an id as a team's queue has it, like x:1001`,
    { cause: "not found" },
  );
};
