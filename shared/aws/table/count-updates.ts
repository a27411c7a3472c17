import type { Update } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Commit } from "../../domain/conversation/step.ts";
import type { CountChange } from "../../domain/reports/daily-counts.ts";
import { countsPartition, countsSortKey } from "./conversation-items.ts";

/** Longer than a year, so that a month can be held against that of the year before. */
const keptDays = 400;

/** The updates of a day's counters that go with these commits, one for each item. */
export const countUpdates = (commits: readonly Commit[], tableName: string, now: Date): Update[] => {
  const counting = commits.filter((commit) => commit.kind === "commit");
  const changes = counting.flatMap(({ counts = [] }) => counts);
  const byItem = Map.groupBy(changes, ({ team, day, clock }) => [team, day, clock].join(" "));
  const place = {
    tableName,
    piecedBy: counting[0]?.conversation.id ?? "",
    expiresAt: Math.floor(now.getTime() / 1000) + keptDays * 86_400,
  };
  return [...byItem.values()].flatMap((ofItem) => updateOf(ofItem, place) ?? []);
};

type Place = { readonly tableName: string; readonly piecedBy: string; readonly expiresAt: number };

const updateOf = (
  changes: readonly CountChange[],
  { tableName, piecedBy, expiresAt }: Place,
): Update | undefined => {
  const [first] = changes;
  if (first === undefined) return undefined;
  const { team, day, clock } = first;
  const byMeasure = Map.groupBy(changes, ({ measure }) => measure);
  const added = [...byMeasure].map(([measure, ofMeasure], index) => ({
    name: `#m${index}`,
    value: `:m${index}`,
    measure,
    by: ofMeasure.reduce((sum, { by }) => sum + by, 0),
  }));
  return {
    TableName: tableName,
    Key: marshall({ pk: countsPartition(team), sk: countsSortKey(day, clock, piecedBy) }),
    UpdateExpression: `ADD ${added.map(({ name, value }) => `${name} ${value}`).join(", ")} SET expiresAt = :expiresAt`,
    ExpressionAttributeNames: Object.fromEntries(added.map(({ name, measure }) => [name, measure])),
    ExpressionAttributeValues: marshall({
      ...Object.fromEntries(added.map(({ value, by }) => [value, by])),
      ":expiresAt": expiresAt,
    }),
  };
};
