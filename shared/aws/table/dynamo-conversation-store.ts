import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { StoredMessage } from "../../domain/messages/stored-message.ts";
import type { ConversationStore } from "../../ports/conversation-store.ts";
import { commitWrites, type CommitPlace } from "./commit-writes.ts";
import { conversationOf, headKey, messageKey } from "./conversation-items.ts";
import { isConflict } from "./is-conflict.ts";

export type ConversationTable = CommitPlace & { readonly client: DynamoDBClient };

const MessageItem = z.object({ message: StoredMessage });

export const dynamoConversationStore = (table: ConversationTable): ConversationStore => {
  const { client, tableName } = table;

  const get = async (key: Record<string, string>): Promise<Record<string, unknown> | null> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
    );
    return Item === undefined ? null : unmarshall(Item);
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
      const writes = commitWrites([step], table);
      const [only] = writes;
      try {
        // A transaction costs twice the write units, so one item alone goes without.
        if (writes.length === 1 && only?.Put !== undefined) await client.send(new PutItemCommand(only.Put));
        else await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
        return "committed";
      } catch (error) {
        if (isConflict(error)) return "conflict";
        throw error;
      }
    },
  };
};
