import { percentileOf, type Spans } from "./span-bucket.ts";

/** The counters of one team, day and clock. */
export type DailyCount = {
  readonly team: string;
  readonly day: string;
  readonly clock: "firstReply" | "nextReply";
  /** By measure. */
  readonly counts: Readonly<Record<string, number>>;
};

/** Whole seconds, to within a fifth: in the team's hours, and as the customer waited. Null while nobody was answered. */
type Times = { readonly p50: number | null; readonly p90: number | null };

export type DailyReport = Pick<DailyCount, "team" | "day" | "clock"> & {
  readonly met: number;
  readonly breached: number;
  /** Of what was met or breached; null while nothing was. */
  readonly metShare: number | null;
  /** How many were answered, in time or late: it is their waiting that the times are about. */
  readonly answered: number;
  readonly businessSeconds: Times;
  readonly customerSeconds: Times;
};

/** What the counters say, a line for each team, day and clock, however many pieces they are kept in. */
export const dailyReports = (counts: readonly DailyCount[]): DailyReport[] => {
  const pieces = Map.groupBy(counts, ({ team, day, clock }) => [day, team, clock].join(" "));
  return [...pieces.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first === undefined ? [] : [reportOf(others.reduce(sum, first))]));
};

const sum = (one: DailyCount, { counts }: DailyCount): DailyCount => ({
  ...one,
  counts: Object.entries(counts).reduce(
    (all, [measure, count]) => ({ ...all, [measure]: (one.counts[measure] ?? 0) + count }),
    one.counts,
  ),
});

const reportOf = ({ team, day, clock, counts }: DailyCount): DailyReport => {
  const { met = 0, breached = 0 } = counts;
  const waited = spansIn(counts, "w");
  return {
    team,
    day,
    clock,
    met,
    breached,
    metShare: met + breached === 0 ? null : Number((met / (met + breached)).toFixed(4)),
    answered: Object.values(waited).reduce((all, count) => all + count, 0),
    businessSeconds: timesOf(spansIn(counts, "b")),
    customerSeconds: timesOf(waited),
  };
};

const timesOf = (spans: Spans): Times => ({
  p50: whole(percentileOf(spans, 0.5)),
  p90: whole(percentileOf(spans, 0.9)),
});

const whole = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds));

const spansIn = (counts: DailyCount["counts"], kind: "b" | "w"): Spans =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([measure]) => new RegExp(`^${kind}\\d+$`, "u").test(measure))
      .map(([measure, count]) => [Number(measure.slice(1)), count]),
  );
