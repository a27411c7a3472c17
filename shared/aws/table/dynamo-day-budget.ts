import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DayBudget } from "../../ports/day-budget.ts";
import { spendingKey } from "./conversation-items.ts";

type Options = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly purpose: string;
  readonly microdollarsPerDay: number;
};

const keptSeconds = 7 * 86_400;

/** One item a day. Whoever's condition holds has the money: nobody reads first. */
export const dynamoDayBudget = ({ client, tableName, purpose, microdollarsPerDay }: Options): DayBudget => {
  const add = async (at: Date, microdollars: number, condition: object): Promise<boolean> => {
    const expiresAt = Math.floor(at.getTime() / 1000) + keptSeconds;
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: marshall(spendingKey(purpose, at.toISOString().slice(0, 10))),
          UpdateExpression: "ADD microdollars :more SET expiresAt = :expiresAt",
          ...condition,
          ExpressionAttributeValues: marshall({
            ":more": microdollars,
            ":expiresAt": expiresAt,
            ...(microdollars > 0 && { ":room": microdollarsPerDay - microdollars }),
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const hasRoom = { ConditionExpression: "attribute_not_exists(microdollars) OR microdollars <= :room" };

  return {
    claim: async (now, microdollars) =>
      microdollars <= microdollarsPerDay && (await add(now, microdollars, hasRoom)),
    giveBack: async (claimedAt, microdollars) => {
      if (microdollars > 0) await add(claimedAt, -microdollars, {});
    },
  };
};
