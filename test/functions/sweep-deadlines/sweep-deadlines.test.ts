import { describe, expect, test } from "vitest";
import { sweepDeadlines } from "../../../functions/sweep-deadlines/sweep-deadlines.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import type { DueIndex } from "../../../shared/ports/due-index.ts";
import { aJudgement } from "../../builders/a-judgement.ts";
import { aMention } from "../../builders/a-mention.ts";
import { memoryDeadlineQueue } from "../../doubles/memory-deadline-queue.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

/** Forty conversations that opened at 10:00:00, :01, …, each due fifteen minutes later. */
const pipelineAt = async (time: string) => {
  const table = memoryTable();
  for (let second = 0; second < 40; second += 1) {
    const createdAt = new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();
    const mention = aMention({
      id: `x:${second}`,
      threadId: `thread-${second}`,
      createdAt,
      receivedAt: createdAt,
    });
    const step = hearMention({
      hours: {},
      conversation: null,
      mention,
      judge: () => aJudgement(),
      stored: null,
    });
    if (step.kind === "commit") await table.commit(step);
  }
  const wallClock = settableClock(`2026-11-21T${time}Z`);
  const deadlines = memoryDeadlineQueue();
  const ports = { dueIndex: table.dueIndex, deadlines, wallClock, telemetry: recordedTelemetry() };
  const sweepOf = sweepDeadlines(ports);
  return { ports, wallClock, deadlines, sweepOf, sweep: () => sweepOf(wallClock.now()) };
};

test("far from any deadline it hands over nothing", async () => {
  const { deadlines, sweep } = await pipelineAt("10:01:00");
  await sweep();
  expect(deadlines.armed).toEqual([]);
});

test("each deadline is handed over once, by whichever sweep sees it first", async () => {
  const { wallClock, deadlines, sweep } = await pipelineAt("10:12:40");
  await sweep();
  const first = deadlines.armed.length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(40);
  wallClock.set("2026-11-21T10:13:40Z");
  await sweep();
  expect(deadlines.armed).toHaveLength(40);
  expect(new Set(deadlines.armed.map(({ conversationId }) => conversationId)).size).toBe(40);
});

test("after an outage what should have rung is handed over again, every minute until it has", async () => {
  const { wallClock, deadlines, sweep } = await pipelineAt("11:30:00");
  await sweep();
  expect(deadlines.armed).toHaveLength(40);
  wallClock.set("2026-11-21T11:31:00Z");
  await sweep();
  expect(deadlines.armed).toHaveLength(80);
});

describe("a clock that is five minutes wrong", () => {
  test.each([
    ["fast", "10:17:40"],
    ["slow", "10:07:40"],
  ])("and %s makes no deadline be handed over later, twice or not at all", async (_, shown) => {
    const { wallClock, deadlines, sweepOf } = await pipelineAt("10:12:40");
    wallClock.set(`2026-11-21T${shown}Z`);
    await sweepOf(new Date("2026-11-21T10:12:40Z"));
    await sweepOf(new Date("2026-11-21T10:13:40Z"));
    expect(new Set(deadlines.armed.map(({ conversationId }) => conversationId)).size).toBe(40);
    expect(deadlines.armed).toHaveLength(40);
    for (const now of deadlines.armedAt)
      expect(now.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-11-21T10:12:40Z"));
  });
});

test("a shard that cannot be read fails the sweep, when the others have been swept", async () => {
  const { ports, deadlines } = await pipelineAt("10:13:40");
  const dueBetween: DueIndex["dueBetween"] = async (range) => {
    if (range.shard === 0) throw new Error("throttled");
    // The failure is known long before the others have anything to hand over.
    await new Promise((resolve) => setImmediate(resolve));
    return ports.dueIndex.dueBetween(range);
  };
  const sweep = sweepDeadlines({ ...ports, dueIndex: { ...ports.dueIndex, dueBetween } });
  await expect(sweep(new Date("2026-11-21T10:13:40Z"))).rejects.toThrow("throttled");
  const ofShard0 = await ports.dueIndex.dueBetween({
    shard: 0,
    after: new Date(0),
    until: new Date("2026-11-21T11:00:00Z"),
    limit: 500,
  });
  expect(deadlines.armed).toHaveLength(40 - ofShard0.length);
});
