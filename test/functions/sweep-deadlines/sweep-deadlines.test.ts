import { describe, expect, test } from "vitest";
import { shardOf } from "../../../shared/aws/table/conversation-items.ts";
import type { DueIndex } from "../../../shared/ports/due-index.ts";
import { aSweep } from "./a-sweep.ts";

/** Forty conversations, due at 10:15:00, :01, … */
const forty = Array.from({ length: 40 }, (_, second) => ({
  thread: `thread-${second}`,
  dueAt: `2026-11-21T10:15:${String(second).padStart(2, "0")}.000Z`,
}));
const fortyAt = (time: string) => aSweep(forty, `2026-11-21T${time}Z`);

test("far from any deadline it hands over nothing", async () => {
  const { armed, sweep } = await fortyAt("10:01:00");
  await sweep();
  expect(armed()).toEqual([]);
});

test("each deadline is handed over once, by whichever sweep sees it first", async () => {
  const { wallClock, armed, sweep } = await fortyAt("10:12:40");
  await sweep();
  const first = armed().length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(40);
  wallClock.set("2026-11-21T10:13:40Z");
  await sweep();
  expect(armed()).toHaveLength(40);
  expect(new Set(armed()).size).toBe(40);
});

test("hundreds due at one instant are handed over once each, however small the pages", async () => {
  const crowd = Array.from({ length: 300 }, (_, n) => ({
    thread: `t${n}`,
    dueAt: "2026-11-21T10:15:00.000Z",
  }));
  const { armed, sweep } = await aSweep(crowd, "2026-11-21T10:14:00Z", { pageSize: 3 });
  await sweep();
  expect(armed()).toHaveLength(300);
  expect(new Set(armed()).size).toBe(300);
});

describe("after an outage", () => {
  test("what fell due meanwhile is handed over at once, whatever its age, and not again while it is on its way", async () => {
    const { wallClock, armed, sweep } = await fortyAt("10:02:00");
    await sweep();
    wallClock.set("2026-11-21T11:31:00Z");
    await sweep();
    expect(armed()).toHaveLength(40);
    wallClock.set("2026-11-21T11:32:00Z");
    await sweep();
    expect(armed()).toHaveLength(40);
  });

  test("what does not ring is handed over again an hour later", async () => {
    const { wallClock, armed, sweep } = await fortyAt("10:02:00");
    await sweep();
    for (let minute = 0; minute < 90; minute += 1) {
      wallClock.set(new Date(Date.UTC(2026, 10, 21, 11, 31 + minute)));
      await sweep();
    }
    // First at 11:31, then two hours late, at 12:15 or a minute behind it.
    expect(armed()).toHaveLength(80);
  });
});

test("what should have rung is counted every minute, and handed over again at growing intervals", async () => {
  const { wallClock, armed, sweep, telemetry } = await fortyAt("10:14:00");
  await sweep();
  const rearmed: number[] = [];
  for (let minute = 16; minute <= 32; minute += 1) {
    wallClock.set(new Date(Date.UTC(2026, 10, 21, 10, minute)));
    const before = armed().length;
    await sweep();
    if (armed().length > before) rearmed.push(minute - 15);
  }
  // The first at a minute to the second, the others within the minute behind it.
  expect(rearmed).toEqual([1, 2, 3, 4, 5, 8, 9, 16, 17]);
  expect(armed()).toHaveLength(40 + 5 * 40);
  expect(telemetry.counts["DeadlinesOverdue"]).toBe(1 + 16 * 40);
});

describe("a sweep that runs out of time", () => {
  test("is continued by the next one, and says so", async () => {
    const { wallClock, armed, sweep, telemetry } = await aSweep(forty, "2026-11-21T10:14:00Z", {
      pageSize: 1,
      pagesEachWay: 1,
    });
    await sweep();
    const shards = new Set(forty.map(({ thread }) => shardOf(`x:${thread}:77`))).size;
    expect(armed()).toHaveLength(shards);
    expect(telemetry.notes.at(-1)?.facts).toMatchObject({ armed: shards, shardsFailed: 0 });
    expect(telemetry.notes.at(-1)?.facts["shardsUnfinished"]).toBeGreaterThan(0);
    for (let more = 1; more < 10; more += 1) {
      wallClock.set(new Date(Date.UTC(2026, 10, 21, 10, 14, more)));
      await sweep();
    }
    expect(new Set(armed()).size).toBe(40);
    expect(armed()).toHaveLength(40);
  });

  test("has had its say in both directions: nothing new is missed because of what is stuck", async () => {
    const stuck = Array.from({ length: 200 }, (_, n) => ({
      thread: `old-${n}`,
      dueAt: "2026-11-21T09:15:00.000Z",
    }));
    const { wallClock, armed, sweep } = await aSweep([...stuck, ...forty], "2026-11-21T09:14:00Z", {
      pageSize: 2,
      pagesEachWay: 3,
    });
    for (let minute = 0; minute <= 60; minute += 1) {
      wallClock.set(new Date(Date.UTC(2026, 10, 21, 9, 14 + minute)));
      await sweep();
    }
    const ids = armed();
    for (const { thread } of forty) expect(ids).toContain(`x:${thread}:77`);
    // Once, and at 1, 2, 4, 8, 16 and 32 minutes: a round takes a few of them here, and may see two turns as one.
    for (const { thread } of stuck) {
      const times = ids.filter((id) => id === `x:${thread}:77`).length;
      expect(times).toBeGreaterThanOrEqual(5);
      expect(times).toBeLessThanOrEqual(7);
    }
  });

  test("stops in time, by the time that has passed", async () => {
    const { ports, wallClock, armed, sweepWith } = await aSweep(forty, "2026-11-21T10:14:00Z", {
      pageSize: 1,
    });
    const slow: DueIndex["page"] = async (range) => {
      wallClock.set(new Date(wallClock.now().getTime() + 1000));
      return ports.dueIndex.page(range);
    };
    await sweepWith({ dueIndex: { ...ports.dueIndex, page: slow } });
    expect(armed().length).toBeGreaterThan(0);
    expect(armed().length).toBeLessThan(40);
  });
});

describe("a clock that is five minutes wrong", () => {
  test.each([
    ["fast", "10:17:40"],
    ["slow", "10:07:40"],
  ])("and %s makes no deadline be handed over later, twice or not at all", async (_, shown) => {
    const { wallClock, deadlines, armed, sweepOf } = await fortyAt("10:12:40");
    wallClock.set(`2026-11-21T${shown}Z`);
    await sweepOf("2026-11-21T10:12:40Z");
    await sweepOf("2026-11-21T10:13:40Z");
    expect(new Set(armed()).size).toBe(40);
    expect(armed()).toHaveLength(40);
    for (const now of deadlines.armedAt)
      expect(now.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-11-21T10:12:40Z"));
  });
});

test("two sweeps of one minute at once hand nothing over later than one alone would", async () => {
  const { armed, sweep } = await fortyAt("10:14:00");
  await Promise.all([sweep(), sweep()]);
  expect(new Set(armed()).size).toBe(40);
  await sweep();
  expect(armed().length).toBeLessThanOrEqual(80);
});

test("a shard that cannot be read fails the sweep, when the others have been swept", async () => {
  const { ports, armed, sweepWith, telemetry } = await fortyAt("10:13:40");
  const page: DueIndex["page"] = async (range) => {
    if (range.shard === 0) throw new Error("throttled");
    // The failure is known long before the others have anything to hand over.
    await new Promise((resolve) => setImmediate(resolve));
    return ports.dueIndex.page(range);
  };
  await expect(sweepWith({ dueIndex: { ...ports.dueIndex, page } })).rejects.toThrow("throttled");
  const ofOthers = forty.map(({ thread }) => `x:${thread}:77`).filter((id) => shardOf(id) !== 0);
  expect(armed().toSorted()).toEqual(ofOthers.toSorted());
  expect(telemetry.notes.at(-1)?.facts).toMatchObject({ shardsFailed: 1 });
});
