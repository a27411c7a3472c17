import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type Put,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Conversation } from "../domain/conversation/conversation.ts";
import type { Feedback } from "../domain/judging/feedback.ts";
import type { MessageWrite } from "../domain/conversation/step.ts";
import { StoredMessage } from "../domain/messages/stored-message.ts";
import type { ConversationStore } from "../ports/conversation-store.ts";
import type { WallClock } from "../ports/wall-clock.ts";
import { countUpdates } from "./count-updates.ts";
import {
  conversationOf,
  feedbackItem,
  headItem,
  headKey,
  messageItem,
  messageKey,
  stampOf,
} from "./conversation-items.ts";
import { isConflict } from "./is-conflict.ts";

type Options = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** How long after its last change a conversation and its messages are kept. */
  readonly retentionDays: number;
  readonly wallClock: WallClock;
};

const MessageItem = z.object({ message: StoredMessage });

export const dynamoConversationStore = (options: Options): ConversationStore => {
  const { client, tableName, retentionDays, wallClock } = options;

  const get = async (key: Record<string, string>): Promise<Record<string, unknown> | null> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
    );
    return Item === undefined ? null : unmarshall(Item);
  };

  /** A transaction costs twice the write units, so one item alone goes without. */
  const write = async (writes: readonly TransactWriteItem[]): Promise<void> => {
    const [only] = writes;
    if (writes.length === 1 && only?.Put !== undefined) await client.send(new PutItemCommand(only.Put));
    else await client.send(new TransactWriteItemsCommand({ TransactItems: [...writes] }));
  };

  return {
    load: async (id) => {
      const item = await get(headKey(id));
      return item === null ? null : conversationOf(item);
    },
    loadMessage: async (id) => {
      const item = await get(messageKey(id));
      return item === null ? null : MessageItem.parse(item).message;
    },
    commit: async (step) => {
      const expiresAt = Math.floor(wallClock.now().getTime() / 1000) + retentionDays * 86_400;
      const head = step.kind === "commit" ? [putHead(step.conversation, expiresAt)] : [];
      const feedback = step.kind === "commit" && step.feedback ? [putFeedback(step.feedback, expiresAt)] : [];
      const messages = step.messages.map((message) => putMessage(message, expiresAt));
      const puts = [...head, ...messages, ...feedback].map((put) => ({
        Put: { TableName: tableName, ...put },
      }));
      const counts = countUpdates(step, tableName, wallClock.now()).map((update) => ({ Update: update }));
      try {
        await write([...puts, ...counts]);
        return "committed";
      } catch (error) {
        if (isConflict(error)) return "conflict";
        throw error;
      }
    },
  };
};

type ConditionalPut = Omit<Put, "TableName">;

const asItem = (item: object): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });

const putHead = (conversation: Conversation, expiresAt: number): ConditionalPut => {
  const Item = asItem(headItem(conversation, expiresAt));
  return conversation.version === 1
    ? { Item, ConditionExpression: "attribute_not_exists(pk)" }
    : {
        Item,
        ConditionExpression: "version = :loaded",
        ExpressionAttributeValues: { ":loaded": { N: String(conversation.version - 1) } },
      };
};

const putMessage = ({ message, replaces }: MessageWrite, expiresAt: number): ConditionalPut => {
  const Item = asItem(messageItem(message, expiresAt));
  return replaces === null
    ? { Item, ConditionExpression: "attribute_not_exists(pk)" }
    : {
        Item,
        ConditionExpression: "stamp = :seen",
        ExpressionAttributeValues: { ":seen": { S: stampOf(replaces) } },
      };
};

/** The head it goes with holds the condition: the last that was said counts. */
const putFeedback = (feedback: Feedback, expiresAt: number): ConditionalPut => ({
  Item: asItem(feedbackItem(feedback, expiresAt)),
});
