import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  bucketOf,
  percentileOf,
  secondsOf,
  type Spans,
} from "../../../../shared/domain/reports/span-bucket.ts";

const month = 31 * 86_400;

test("a span lies in its bucket, and no bucket is wider than a fifth of what is in it", () => {
  fc.assert(
    fc.property(fc.double({ min: 10.001, max: month, noNaN: true }), (seconds) => {
      const bucket = bucketOf(seconds);
      expect(seconds).toBeLessThanOrEqual(secondsOf(bucket) * (1 + 1e-9));
      expect(seconds).toBeGreaterThan(secondsOf(bucket - 1) * (1 - 1e-9));
      expect(secondsOf(bucket) / secondsOf(bucket - 1)).toBeLessThan(1.2);
    }),
  );
});

test("a month is some seventy buckets", () => {
  expect(bucketOf(month)).toBeLessThan(75);
  expect([bucketOf(0), bucketOf(10), bucketOf(11)]).toEqual([0, 0, 1]);
});

test("a percentile is within a fifth of what sorting all of them would say", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 20, max: month, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.9),
      (seconds, share) => {
        const spans: Record<number, number> = {};
        for (const each of seconds) spans[bucketOf(each)] = (spans[bucketOf(each)] ?? 0) + 1;
        const sorted = seconds.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil(seconds.length * share) - 1] ?? 0;
        const told = percentileOf(spans, share) ?? 0;
        expect(told / exact).toBeGreaterThan(1 / 1.2);
        expect(told / exact).toBeLessThan(1.2);
      },
    ),
  );
});

test.each<[string, Spans, number | null]>([
  ["of nothing is nothing", {}, null],
  ["of what was taken away again is nothing", { 4: 0 }, null],
  ["of one span is that span's bucket", { 4: 1 }, 18.4],
])("a median %s", (_, spans, median) => {
  const told = percentileOf(spans, 0.5);
  expect(told === null ? null : Math.round(told * 10) / 10).toBe(median);
});
