import type { Update } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Step } from "../domain/conversation/step.ts";
import type { CountChange } from "../domain/reports/daily-counts.ts";
import { countsPartition, countsSortKey } from "./conversation-items.ts";

/** Longer than a year, so that a month can be held against that of the year before. */
const keptDays = 400;

/** The updates of a day's counters that go with a commit, one for each item. */
export const countUpdates = (
  step: Exclude<Step, { kind: "nothing" }>,
  tableName: string,
  now: Date,
): Update[] => {
  if (step.kind !== "commit") return [];
  const { id: conversationId } = step.conversation;
  const byItem = Map.groupBy(step.counts ?? [], ({ team, day, clock }) => [team, day, clock].join(" "));
  const expiresAt = Math.floor(now.getTime() / 1000) + keptDays * 86_400;
  return [...byItem.values()].flatMap(
    (changes) => updateOf(changes, { conversationId, tableName, expiresAt }) ?? [],
  );
};

type Place = { readonly conversationId: string; readonly tableName: string; readonly expiresAt: number };

const updateOf = (
  changes: readonly CountChange[],
  { conversationId, tableName, expiresAt }: Place,
): Update | undefined => {
  const [first] = changes;
  if (first === undefined) return undefined;
  const { team, day, clock } = first;
  const added = changes.map(({ measure, by }, index) => ({
    name: `#m${index}`,
    value: `:m${index}`,
    measure,
    by,
  }));
  return {
    TableName: tableName,
    Key: marshall({ pk: countsPartition(team), sk: countsSortKey(day, clock, conversationId) }),
    UpdateExpression: `ADD ${added.map(({ name, value }) => `${name} ${value}`).join(", ")} SET expiresAt = :expiresAt`,
    ExpressionAttributeNames: Object.fromEntries(added.map(({ name, measure }) => [name, measure])),
    ExpressionAttributeValues: marshall({
      ...Object.fromEntries(added.map(({ value, by }) => [value, by])),
      ":expiresAt": expiresAt,
    }),
  };
};
