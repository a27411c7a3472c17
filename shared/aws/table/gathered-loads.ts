import { BatchGetItemCommand, type AttributeValue, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Conversation } from "../../domain/conversation/conversation.ts";
import type { ConversationId } from "../../domain/ids.ts";
import { gathered } from "../../gathered.ts";
import type { ConversationStore } from "../../ports/conversation-store.ts";
import { conversationOf, headKey } from "./conversation-items.ts";

type Table = { readonly client: DynamoDBClient; readonly tableName: string };
type Item = Record<string, AttributeValue>;

/** As many keys as one call takes. */
const keysPerCall = 100;
const tries = 5;

/** The store, whose loads are one call where they are asked for together: deadlines come in batches. */
export const withGatheredLoads = (store: ConversationStore, table: Table): ConversationStore => ({
  ...store,
  load: gathered({
    fits: (together) => together.length < keysPerCall,
    ask: (ids: readonly ConversationId[]) => loadAll(table, ids),
  }),
});

const loadAll = async (table: Table, ids: readonly ConversationId[]): Promise<(Conversation | null)[]> => {
  const keys = [...new Set(ids)].map((id) => marshall(headKey(id)));
  const loaded = (await getAll(table, keys)).map((item) => conversationOf(unmarshall(item)));
  const byId = new Map(loaded.map((conversation) => [conversation.id, conversation]));
  return ids.map((id) => byId.get(id) ?? null);
};

/** A table that is short of capacity answers some keys of a call and gives the others back. */
const getAll = async ({ client, tableName }: Table, keys: readonly Item[]): Promise<Item[]> => {
  const found: Item[] = [];
  let left = [...keys];
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: left, ConsistentRead: true } } }),
    );
    found.push(...(Responses?.[tableName] ?? []));
    left = UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length > 0 && attempt === tries)
      throw new Error(`${left.length} of ${keys.length} conversations were not read, ${tries} times`);
    if (left.length > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
  }
  return found;
};
