import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { LinkShelf, UsedLink } from "../../ports/link-shelf.ts";
import { linkKey } from "./conversation-items.ts";

const instant = z.iso.datetime().transform((text) => new Date(text));

const LinkItem = z.object({
  linkId: z.string(),
  usedAt: instant,
  browser: z.string(),
  openUntil: instant,
  outcome: z
    .object({ kind: z.enum(["done", "too-late", "taken", "nothing"]), says: z.string(), at: instant })
    .nullable(),
});

/** One item for each link that was used; the table forgets it once nobody may come back with it. */
export const dynamoLinkShelf = (client: DynamoDBClient, tableName: string): LinkShelf => {
  /** What lies there afterwards; null where nothing does, since the condition asked for something. */
  const put = async (used: UsedLink, condition: object): Promise<UsedLink | null> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall(itemOf(used)),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          ...condition,
        }),
      );
      return used;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item === undefined ? null : usedLinkOf(error.Item);
    }
  };

  return {
    find: async (linkId) => {
      const Key = marshall(linkKey(linkId));
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
      );
      return Item === undefined ? null : usedLinkOf(Item);
    },
    use: async (use) => {
      const lies = await put(use, { ConditionExpression: "attribute_not_exists(pk)" });
      if (lies === null) throw new Error(`link ${use.linkId} was used, and nobody says by whom`);
      return lies;
    },
    keep: async (used) => {
      await put(used, {
        ConditionExpression: "browser = :browser",
        ExpressionAttributeValues: marshall({ ":browser": used.browser }),
      });
    },
  };
};

const itemOf = (used: UsedLink) => ({
  ...linkKey(used.linkId),
  linkId: used.linkId,
  usedAt: used.usedAt.toISOString(),
  browser: used.browser,
  openUntil: used.openUntil.toISOString(),
  outcome: used.outcome && { ...used.outcome, at: used.outcome.at.toISOString() },
  expiresAt: Math.ceil(used.openUntil.getTime() / 1000),
});

const usedLinkOf = (item: Record<string, AttributeValue>): UsedLink => LinkItem.parse(unmarshall(item));
