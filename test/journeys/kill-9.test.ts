import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { xBody } from "../faults/webhook-bodies.ts";
import { eventually } from "./eventually.ts";
import { killablePipeline } from "./killable-pipeline.ts";

const pipeline = killablePipeline();
afterAll(pipeline.dispose);

/** One for sales, one for triage: neither clock runs out while we look. */
const texts = [
  "@brand how much is the family plan for two adults and three teenagers? Thinking of joining next month",
  "The @brand hold music has been living in my head for nine days. It pays no rent.",
] as const;

let written = 0;
const newPost = () => {
  const id = `${Date.now()}${String((written += 1)).padStart(5, "0")}`;
  const text = texts[written % 2] ?? texts[0];
  return { id, body: xBody({ id, thread: id, author: id, text, at: new Date() }) };
};

/** Posts from eight sides at once, kills the pipeline at the so-manyth 200, and gives all posts that were answered so. */
const pourAndKill = async (
  isTaken: (body: string) => Promise<boolean>,
  atAnswer: number,
): Promise<string[]> => {
  const taken: string[] = [];
  let killing: Promise<void> | undefined;
  const side = async (): Promise<void> => {
    while (killing === undefined) {
      const { id, body } = newPost();
      if (await isTaken(body)) taken.push(id);
      if (taken.length >= atAnswer) killing ??= pipeline.kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, side));
  await killing;
  return taken;
};

const Routed = z.object({ detail: MentionRouted.detail });

/** What a queue holds, taken out of it. */
const takeAll = async (sqs: SQSClient, QueueUrl = ""): Promise<MentionRouted[]> => {
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await sqs.send(receive);
  if (Messages.length === 0) return [];
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  const taken = Messages.map(({ Body = "" }) => Routed.parse(JSON.parse(Body)).detail);
  return [...taken, ...(await takeAll(sqs, QueueUrl))];
};

const Head = z.object({ conversation: z.object({ mentions: z.array(z.object({ id: z.string() })) }) });

test("a runtime that is killed with -9 while webhooks pour in, three times, routes all it has answered 200, once", async () => {
  const acknowledged: string[] = [];
  // Hardly begun, in full swing, and with what the two before have left.
  for (const atAnswer of [10, 200, 60]) {
    const { isTaken } = await pipeline.start();
    acknowledged.push(...(await pourAndKill(isTaken, atAnswer)));
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(270);

  const { client, outputs } = await pipeline.start();
  const sqs = new SQSClient(client);
  const dynamodb = new DynamoDBClient(client);
  /** The ids of the events each post was routed by: copies of one event share theirs. */
  const routed = new Map(acknowledged.map((id) => [`x:${id}`, new Set<string>()]));
  const unrouted = () => [...routed.values()].filter(({ size }) => size === 0).length;
  await eventually(
    async () => {
      for (const queue of ["SalesQueueUrl", "TriageQueueUrl"])
        for (const { mention, id } of await takeAll(sqs, outputs[queue])) routed.get(mention.id)?.add(id);
      return unrouted() === 0 || undefined;
    },
    () => `${unrouted()} of ${acknowledged.length} were answered 200, and are in no team's queue`,
    60_000,
  );
  expect(new Set([...routed.values()].map(({ size }) => size))).toEqual(new Set([1]));

  const remembered = async (id: string): Promise<string[]> => {
    const Key = { pk: { S: `x:${id}:${id}` }, sk: { S: "head" } };
    const TableName = outputs["ConversationsTableName"];
    const { Item = {} } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Head.parse(unmarshall(Item)).conversation.mentions.map((mention) => mention.id);
  };
  expect(await Promise.all(acknowledged.map(remembered))).toEqual(acknowledged.map((id) => [`x:${id}`]));
}, 180_000);
