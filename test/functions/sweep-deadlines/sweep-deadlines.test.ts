import { expect, test } from "vitest";
import { sweepDeadlines } from "../../../functions/sweep-deadlines/sweep-deadlines.ts";
import { hearMention } from "../../../shared/domain/hear-mention.ts";
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
    const step = hearMention({ conversation: null, mention, judgement: aJudgement(), stored: null });
    if (step.kind === "commit") await table.commit(step);
  }
  const wallClock = settableClock(`2026-11-21T${time}Z`);
  const deadlines = memoryDeadlineQueue();
  const sweep = sweepDeadlines({
    dueIndex: table.dueIndex,
    deadlines,
    wallClock,
    telemetry: recordedTelemetry(),
  });
  return { wallClock, deadlines, sweep };
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
