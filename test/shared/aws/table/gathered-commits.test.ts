import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import { withGatheredCommits } from "../../../../shared/aws/table/gathered-commits.ts";
import { systemWallClock } from "../../../../shared/aws/system-wall-clock.ts";
import type { CountChange } from "../../../../shared/domain/reports/daily-counts.ts";
import type { ConversationStore } from "../../../../shared/ports/conversation-store.ts";
import { aConversation } from "../../../builders/a-conversation.ts";
import { aMention } from "../../../builders/a-mention.ts";
import { openTestAws, openTestFolder } from "../../../infra/local/gateway/open-test-aws.ts";

const Transaction = z.object({
  TransactItems: z.array(
    z.object({
      Put: z.object({ Item: z.object({ pk: z.object({ S: z.string() }) }) }).optional(),
      Update: z.object({ ExpressionAttributeValues: z.unknown() }).optional(),
    }),
  ),
});

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let client: DynamoDBClient;
let transactions: z.infer<typeof Transaction>["TransactItems"][] = [];
/** What every transaction is refused with. */
let refusal: string | undefined;

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  aws.gateway.serve("dynamodb", async ({ body }) => {
    transactions.push(Transaction.parse(JSON.parse(Buffer.from(body).toString())).TransactItems);
    if (refusal !== undefined) throw new AwsError({ code: refusal, message: "refused" });
    return { status: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: "{}" };
  });
  client = new DynamoDBClient(aws.client);
});
beforeEach(() => {
  transactions = [];
  refusal = undefined;
});
afterAll(async () => {
  client.destroy();
  await aws.gateway.close();
  folder.dispose();
});

type Commit = ConversationStore["commit"];
type Asked = Parameters<Commit>[0];

/** The store behind it, whose single commits end as they are told to. */
const gathering = (alone: Commit = async () => "committed") => {
  const single = vi.fn<Commit>(alone);
  const store = { load: async () => null, loadMessage: async () => null, commit: single };
  const table = { client, tableName: "Conversations", retentionDays: 90, wallClock: systemWallClock };
  const { commit } = withGatheredCommits(store, table);
  const commitAll = (steps: readonly Asked[]) => Promise.allSettled(steps.map((step) => commit(step)));
  return { commitAll, single };
};

const stepOf = (number: number, counts: readonly CountChange[]): Asked => ({
  kind: "commit",
  conversation: aConversation(aMention({ id: `x:${number}`, threadId: String(number) })),
  messages: [],
  counts,
});
const breachOf = (number: number): Asked =>
  stepOf(number, [{ team: "service", day: "2026-11-21", clock: "firstReply", measure: "breached", by: 1 }]);
const warningOf = (number: number): Asked => stepOf(number, []);
const headsOf = (steps: readonly Asked[]): string[] =>
  steps.flatMap((step) => (step.kind === "commit" ? [step.conversation.id] : []));
const writtenHeads = (): string[][] =>
  transactions.map((items) => items.flatMap(({ Put }) => (Put === undefined ? [] : [Put.Item.pk.S])));

const took = { status: "fulfilled", value: "committed" };

describe("commits at one moment", () => {
  test("that are transactions are one, and count in one item", async () => {
    const { commitAll, single } = gathering();
    const steps = [1, 2, 3].map(breachOf);
    expect(await commitAll(steps)).toEqual([took, took, took]);
    expect(writtenHeads()).toEqual([headsOf(steps)]);
    expect(transactions.flat().flatMap(({ Update }) => Update?.ExpressionAttributeValues ?? [])).toEqual([
      expect.objectContaining({ ":m0": { N: "3" } }),
    ]);
    expect(single).not.toHaveBeenCalled();
  });

  test("of one item each stay alone, at half the price", async () => {
    const { commitAll, single } = gathering();
    await commitAll([warningOf(1), warningOf(2), breachOf(3), warningOf(4)]);
    expect(transactions).toEqual([]);
    expect(single).toHaveBeenCalledTimes(4);
  });

  test("of one conversation stay apart: a transaction writes each item once", async () => {
    const { commitAll, single } = gathering();
    await commitAll([breachOf(1), breachOf(2), breachOf(1)]);
    expect(writtenHeads()).toEqual([headsOf([breachOf(1), breachOf(2)])]);
    expect(single.mock.calls).toEqual([[breachOf(1)]]);
  });

  test("are twenty to a transaction", async () => {
    const { commitAll } = gathering();
    await commitAll(Array.from({ length: 45 }, (_, number) => breachOf(number)));
    expect(writtenHeads().map(({ length }) => length)).toEqual([20, 20, 5]);
  });

  test.each(["TransactionCanceledException", "ValidationException"])(
    "that are refused together (%s) are taken apart: each ends as it does alone",
    async (code) => {
      refusal = code;
      const [late, large] = headsOf([breachOf(1), breachOf(2)]);
      const { commitAll } = gathering(async (step) => {
        const [head] = headsOf([step]);
        if (head === large) throw new Error("too large");
        return head === late ? "conflict" : "committed";
      });
      expect(await commitAll([1, 2, 3].map(breachOf))).toEqual([
        { status: "fulfilled", value: "conflict" },
        { status: "rejected", reason: new Error("too large") },
        took,
      ]);
    },
  );

  test("fail together when the table has no room: it is not asked again for each", async () => {
    refusal = "ThrottlingException";
    const { commitAll, single } = gathering();
    const outcomes = await commitAll([1, 2].map(breachOf));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(single).not.toHaveBeenCalled();
  });
});

test("a commit that comes alone stays alone", async () => {
  const { commitAll, single } = gathering();
  expect(await commitAll([breachOf(1)])).toEqual([took]);
  expect(transactions).toEqual([]);
  expect(single).toHaveBeenCalledTimes(1);
});
