import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { dynamoConversationStore } from "../../shared/aws/table/dynamo-conversation-store.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { seedDeadlines, type Seeded } from "../builders/seed-deadlines.ts";
import { eventually } from "./eventually.ts";
import { inAHurry } from "./in-a-hurry.ts";
import { killablePipeline } from "./killable-pipeline.ts";
import { startPipeline } from "./pipeline.ts";

const killable = killablePipeline();
afterAll(killable.dispose);

const soonMs = 4000;

/** Two conversations whose clocks are about to run out: one that was opened just now, and one that waits for a sweep. */
const openTwo = async (): Promise<Seeded[]> => {
  const { client, outputs } = await killable.start();
  const dynamodb = new DynamoDBClient(client);
  const tableName = outputs["ConversationsTableName"] ?? "";
  const wallClock = systemWallClock;
  const store = dynamoConversationStore({ client: dynamodb, tableName, retentionDays: 90, wallClock });
  const from = Date.now() + soonMs;
  const two = [
    ...(await seedDeadlines(store, { count: 1, from, overMs: 0, armedBy: "relay" })),
    ...(await seedDeadlines(store, { count: 1, from: from + 500, overMs: 0, armedBy: "sweep" })),
  ];
  dynamodb.destroy();
  return two;
};

const isDue = ({ dueAt }: Seeded): boolean => Date.now() > Date.parse(dueAt);

const Told = z.object({ detail: DeadlineBreached.detail });

test("two clocks that run out while every function is down ring once each when they are back, at their true time", async () => {
  const two = await openTwo();
  await killable.kill();
  expect(Date.now()).toBeLessThan(Math.min(...two.map(({ dueAt }) => Date.parse(dueAt))));
  await eventually(
    () => two.every(isDue) || undefined,
    () => "time stands still",
  );

  await using back = await upAgain();
  const { pipeline, told } = back;
  await pipeline.sweep();
  for (const { conversationId, dueAt } of two) {
    const paged = await eventually(
      async () => {
        const conversation = await pipeline.conversation(conversationId);
        return conversation?.pages.length === 2 ? conversation : undefined;
      },
      () => `nobody was paged for ${conversationId}. ${pipeline.complaints.slice(-3).join("\n")}`,
    );
    expect(paged.clocks).toMatchObject([{ state: "breached", dueAt, answeredAt: null }]);
  }

  await pipeline.sweep();
  await pipeline.quiet();
  for (const { conversationId, dueAt } of two) {
    const remembered = (await pipeline.conversation(conversationId))?.pages.map(
      ({ destinations }) => destinations,
    );
    expect(remembered).toEqual([["duty-webhook"], ["duty-topic"]]);
    const breaches = told.filter((detail) => detail.conversationId === conversationId);
    // The bus may hear of an event twice: it is one event still.
    expect(new Set(breaches.map(({ id }) => id)).size).toBe(1);
    expect(breaches[0]?.clock.dueAt).toBe(dueAt);
    const pages = pipeline.pages.filter(
      ({ page: { about } }) => about.kind === "conversation" && about.conversationId === conversationId,
    );
    expect(new Set(pages.map(({ page }) => page.id)).size).toBe(1);
    expect(pages[0]?.page.about).toMatchObject({ dueAt });
  }
});

/** The same folder, in another process: this one. Its sweeper comes when it is called. */
const upAgain = async () => {
  const pipeline = await startPipeline({
    dataDirectory: killable.dataDirectory,
    change: inAHurry(4),
    startSchedule: () => ({ stop: () => {} }),
  });
  const told: DeadlineBreached[] = [];
  pipeline.runtime.onEvent(({ detailType, event }) => {
    if (detailType === DeadlineBreached.detailType) told.push(Told.parse(JSON.parse(event)).detail);
  });
  return { pipeline, told, [Symbol.asyncDispose]: pipeline.stop };
};
