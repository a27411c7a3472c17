import { describe, expect, test } from "vitest";
import type { DeadLetterBox } from "../../../../infra/cli/dead-letters/dead-letter-boxes.ts";
import type { Letter } from "../../../../infra/cli/dead-letters/letter.ts";
import type { Carriers, Outcome } from "../../../../infra/cli/dead-letters/put-back.ts";
import { redrive } from "../../../../infra/cli/dead-letters/redrive.ts";
import { aLetter } from "./a-letter.ts";

const ofQueue: DeadLetterBox = {
  name: "intake",
  url: "https://sqs/dead",
  reader: "triage-mentions",
  origin: { kind: "queue", url: "https://sqs/intake" },
};
const ofFunction: DeadLetterBox = { ...ofQueue, origin: { kind: "function", name: "Relay" } };
const startedAt = new Date("2026-11-21T04:00:00Z");

type Wish = {
  readonly box?: DeadLetterBox;
  readonly ids?: readonly string[];
  readonly atMost?: number;
  readonly carriers?: Partial<Carriers>;
};

/** A dead-letter queue in memory: what is on it, and what was done, in order. */
const lying = (...letters: Letter[]) => {
  const waiting = [...letters];
  const done: string[] = [];
  const outcomes: Outcome[] = [];
  const carriers: Carriers = {
    send: async (_, { body }) => void done.push(`sent ${body}`),
    invoke: async (name) => (done.push(`ran ${name}`), { done: true }),
    remove: async ({ body }) => void done.push(`removed ${body}`),
  };
  const putBack = async ({
    box = ofQueue,
    ids = [],
    atMost = letters.length,
    carriers: others = {},
  }: Wish = {}) => {
    await redrive({
      box,
      ids,
      atMost,
      startedAt,
      held: { next: async (most) => waiting.splice(0, Math.min(most, 2)) },
      carriers: { ...carriers, ...others },
      tell: (outcome) => outcomes.push(outcome),
    });
    return outcomes;
  };
  return { waiting, done, putBack };
};

const refuseA: Carriers["send"] = async (_, { body }) => {
  if (body === "a") throw new RangeError("too long");
};
const fail: Carriers["invoke"] = async () => ({ done: false, why: "it failed" });

const named = (id: string) => aLetter({ id, body: id });
const died = (id: string) =>
  aLetter({ id, body: id, sentAt: "2026-11-21T04:00:01Z", attributes: { reason: "again" } });

test("a letter is sent before it is removed, so that nothing is lost in between", async () => {
  const box = lying(named("a"));
  expect(await box.putBack()).toEqual([{ id: "a", outcome: "put back" }]);
  expect(box.done).toEqual(["sent a", "removed a"]);
});

test("one that cannot be sent is not removed, and holds no other up", async () => {
  const box = lying(named("a"), named("b"));
  expect(await box.putBack({ carriers: { send: refuseA } })).toEqual([
    { id: "a", outcome: "stayed", why: "RangeError: too long" },
    { id: "b", outcome: "put back" },
  ]);
  expect(box.done).toEqual(["removed b"]);
});

test("one its function could not do now stays", async () => {
  const box = lying(named("1"));
  expect(await box.putBack({ box: ofFunction, carriers: { invoke: fail } })).toEqual([
    { id: "1", outcome: "stayed", why: "triage-mentions was run with it: it failed" },
  ]);
  expect(box.done).toEqual([]);
});

describe("how many are put back", () => {
  const letters = ["a", "b", "c", "d", "e"].map(named);
  test.each<[string, Wish, string[]]>([
    ["all there were", {}, ["a", "b", "c", "d", "e"]],
    ["no more than the limit", { atMost: 3 }, ["a", "b", "c"]],
    ["only those that are named", { ids: ["b", "e"] }, ["b", "e"]],
    ["of those no more than the limit", { ids: ["b", "e"], atMost: 1 }, ["b"]],
  ])("%s", async (_, wish, back) => {
    const outcomes = await lying(...letters).putBack(wish);
    expect(outcomes.flatMap(({ id, outcome }) => (outcome === "put back" ? [id] : []))).toEqual(back);
  });
});

test("a name nobody has is told", async () => {
  expect(await lying(named("a")).putBack({ ids: ["z"] })).toEqual([
    { id: "z", outcome: "not found", why: expect.any(String) },
  ]);
});

describe("what dies while others are put back", () => {
  test("is told and left, and does not go round", async () => {
    const box = lying(named("a"), died("b"), named("c"));
    expect(await box.putBack({ atMost: 3 })).toEqual([
      { id: "b", outcome: "died meanwhile", why: "again" },
      { id: "a", outcome: "put back" },
      { id: "c", outcome: "put back" },
    ]);
  });

  test("is looked for once more where a function was run with it", async () => {
    const box = lying(named("1"), died("2"));
    expect(await box.putBack({ box: ofFunction, atMost: 1 })).toEqual([
      { id: "1", outcome: "put back" },
      { id: "2", outcome: "died meanwhile", why: "again" },
    ]);
  });
});
