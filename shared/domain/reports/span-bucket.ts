/**
 * How long something took, to within a fifth: spans are counted by bucket, four to each doubling, so that a day's worth
 * of them is a handful of small numbers and any percentile can be read off. Below ten seconds nothing is told apart.
 */
const perDoubling = 4;
/** What takes less than this was at once. */
const firstSeconds = 10;

/** The bucket of a span: 0 up to ten seconds, and then one more for each quarter of a doubling. */
export const bucketOf = (seconds: number): number =>
  seconds <= firstSeconds ? 0 : Math.ceil(Math.log2(seconds / firstSeconds) * perDoubling - 1e-9);

/** The longest span of a bucket. */
export const secondsOf = (bucket: number): number => firstSeconds * 2 ** (bucket / perDoubling);

/** Spans by bucket. */
export type Spans = Readonly<Record<number, number>>;

/**
 * The span that this share of them does not exceed, read off within its bucket as if the spans in it were spread evenly;
 * null where there are none.
 */
export const percentileOf = (spans: Spans, share: number): number | null => {
  const filled = Object.entries(spans)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => one.bucket - other.bucket);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  let left = total * share;
  for (const { bucket, count } of filled) {
    if (left <= count) {
      const from = bucket === 0 ? 0 : secondsOf(bucket - 1);
      return from + (secondsOf(bucket) - from) * (left / count);
    }
    left -= count;
  }
  return null;
};
