import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { sqsDeadlineQueue } from "../../../shared/aws/sqs-deadline-queue.ts";
import { ConversationId } from "../../../shared/domain/ids.ts";
import { openTestAws, openTestFolder } from "../../infra/local/gateway/open-test-aws.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let client: SQSClient;

const Batch = z.object({ Entries: z.array(z.object({ Id: z.string(), DelaySeconds: z.number() })) });
let delays: number[][] = [];

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  aws.gateway.serve("sqs", async ({ body }) => {
    const { Entries } = Batch.parse(JSON.parse(Buffer.from(body).toString()));
    delays.push(Entries.map(({ DelaySeconds }) => DelaySeconds));
    const answer = { Successful: [], Failed: [] };
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify(answer),
    };
  });
  client = new SQSClient(aws.client);
});
afterAll(async () => {
  client.destroy();
  await aws.gateway.close();
  folder.dispose();
});

const now = Date.parse("2026-11-21T10:00:00.000Z");
const dueIn = (milliseconds: number) => ({
  conversationId: ConversationId.parse("x:1001:77"),
  dueAt: new Date(now + milliseconds).toISOString(),
});

/** The delays of each call, when a call takes `callMs`. */
const delaysOf = async (milliseconds: readonly number[], callMs = 0): Promise<number[][]> => {
  delays = [];
  const clock = () => new Date(now + delays.length * callMs);
  await sqsDeadlineQueue(client, `${aws.gateway.endpoint}/0/deadlines`).arm(milliseconds.map(dueIn), clock);
  return delays;
};

test("a deadline is hidden until just before it is due, and for a quarter of an hour at most", async () => {
  expect(await delaysOf([-5000, 1249, 1250, 59_999, 3_600_000])).toEqual([[0, 0, 1, 59, 900]]);
});

test("of many, each is hidden as long as it has left when it is told, and not when the first was", async () => {
  const twentyFive = Array.from({ length: 25 }, () => 10_750);
  const [first = [], second = [], third = []] = await delaysOf(twentyFive, 400);
  expect([new Set(first), new Set(second), new Set(third)]).toEqual([
    new Set([10]),
    new Set([10]),
    new Set([9]),
  ]);
});
