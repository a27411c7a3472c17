import { paginateQuery, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { DailyCount } from "../../domain/reports/daily-report.ts";
import type { DailyCounts } from "../../ports/daily-counts.ts";
import { countsPartition } from "./conversation-items.ts";

const ReplyClock = z.enum(["firstReply", "nextReply"]);
const CountsItem = z.object({ sk: z.string() }).catchall(z.unknown());
const isMeasure = (attribute: string): boolean => /^(?:met|breached|[bw]\d+)$/u.test(attribute);

const countOf = (item: unknown): Omit<DailyCount, "team"> => {
  const { sk, ...attributes } = CountsItem.parse(item);
  const [day = "", clock] = sk.split("#");
  const measures = Object.entries(attributes).filter(([attribute]) => isMeasure(attribute));
  const counts = z.record(z.string(), z.number()).parse(Object.fromEntries(measures));
  return { day, clock: ReplyClock.parse(clock), counts };
};

export const dynamoDailyCounts = (client: DynamoDBClient, tableName: string): DailyCounts => ({
  between: async (team, from, to) => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :team AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: marshall({
          ":team": countsPartition(team),
          ":from": from,
          ":to": `${to}~`,
        }),
      },
    );
    const counts: DailyCount[] = [];
    for await (const { Items = [] } of pages)
      for (const item of Items) counts.push({ team, ...countOf(unmarshall(item)) });
    return counts;
  },
});
