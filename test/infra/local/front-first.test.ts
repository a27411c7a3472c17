import { expect, test } from "vitest";
import { createFrontFirst } from "../../../infra/local/front-first.ts";

/** Work that goes on until it is told to end, and says that it has begun. */
const work = () => {
  const ended = Promise.withResolvers<void>();
  const seen = { begun: false, end: ended.resolve };
  return { seen, run: async () => ((seen.begun = true), ended.promise) };
};

const fail = async (): Promise<never> => {
  throw new Error("no");
};

const moments = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test("while nobody waits for an answer, batches run side by side", async () => {
  const { behind } = createFrontFirst();
  const batches = [work(), work(), work()];
  const all = batches.map(({ run }) => behind(run));
  await moments();
  expect(batches.map(({ seen }) => seen.begun)).toEqual([true, true, true]);
  for (const { seen } of batches) seen.end();
  await Promise.all(all);
});

test("while somebody waits for an answer, batches run one at a time, in the order they came", async () => {
  const { infront, behind } = createFrontFirst();
  const request = work();
  const answered = infront(request.run);
  const batches = [work(), work()];
  const [first, second] = batches;
  const all = batches.map(({ run }) => behind(run));
  await moments();
  expect(batches.map(({ seen }) => seen.begun)).toEqual([true, false]);
  first?.seen.end();
  await all[0];
  await moments();
  expect(second?.seen.begun).toBe(true);
  second?.seen.end();
  request.seen.end();
  await Promise.all([...all, answered]);
});

test("a request never waits, however many batches do", async () => {
  const { infront, behind } = createFrontFirst();
  const request = work();
  const answered = infront(request.run);
  const batches = Array.from({ length: 5 }, work);
  const all = batches.map(({ run }) => behind(run));
  expect(await infront(async () => "answered")).toBe("answered");
  for (const { seen } of batches) seen.end();
  request.seen.end();
  await Promise.all([...all, answered]);
});

test("those that waited run side by side once it has been quiet for a moment", async () => {
  const { infront, behind } = createFrontFirst();
  await infront(async () => {});
  const batches = [work(), work(), work()];
  const all = batches.map(({ run }) => behind(run));
  await expect.poll(() => batches.every(({ seen }) => seen.begun)).toBe(true);
  for (const { seen } of batches) seen.end();
  await Promise.all(all);
});

test("a batch that fails, or a request, gives its place free", async () => {
  const { infront, behind } = createFrontFirst();
  await expect(infront(fail)).rejects.toThrow("no");
  await expect(behind(fail)).rejects.toThrow("no");
  expect(await behind(async () => "next")).toBe("next");
});
