/**
 * The metrics functions write about themselves (EMF lines in their logs) and people put by hand, to the minute. Kept
 * as long as the runtime runs; CloudWatch keeps five-minute figures 63 days.
 */
import * as z from "zod";
import type { Datapoint } from "./datapoint.ts";

type CustomMetric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

export type CustomMetrics = {
  readonly add: (metric: CustomMetric, value: number, at: Date) => void;
  /** The sum of each period in which something was measured, oldest first. A metric nobody ever wrote has none. */
  readonly sums: (metric: CustomMetric, span: Span) => readonly Datapoint[];
  /** Takes a line of a function's log; one that carries no metrics is passed over. */
  readonly readLine: (entry: Readonly<Record<string, unknown>> | undefined) => void;
};

type Span = { readonly from: Date; readonly to: Date; readonly periodSeconds: number };

const minute = 60_000;

export const createCustomMetrics = (): CustomMetrics => {
  const measured = new Map<string, Map<number, number>>();

  const add = (metric: CustomMetric, value: number, at: Date): void => {
    const key = keyOf(metric);
    const minutes = measured.get(key) ?? new Map<number, number>();
    const start = Math.floor(at.getTime() / minute) * minute;
    minutes.set(start, (minutes.get(start) ?? 0) + value);
    measured.set(key, minutes);
  };

  return {
    add,
    sums: (metric, { from, to, periodSeconds }) => {
      const within = [...(measured.get(keyOf(metric)) ?? [])].filter(
        ([at]) => at >= from.getTime() && at < to.getTime(),
      );
      const period = periodSeconds * 1000;
      const periods = Map.groupBy(within, ([at]) => Math.floor(at / period) * period);
      return [...periods]
        .map(([at, figures]) => ({
          at: new Date(at),
          value: figures.reduce((sum, [, value]) => sum + value, 0),
        }))
        .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    },
    readLine: (entry = {}) => {
      const emf = "_aws" in entry ? Emf.parse(entry["_aws"]) : { Timestamp: 0, CloudWatchMetrics: [] };
      const at = new Date(emf.Timestamp);
      for (const { Namespace: namespace, Dimensions, Metrics } of emf.CloudWatchMetrics)
        for (const dimensions of Dimensions.map((names) => pick(entry, names)))
          for (const { Name: name } of Metrics)
            for (const value of Values.parse(entry[name])) add({ namespace, name, dimensions }, value, at);
    },
  };
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const Emf = z.object({
  Timestamp: z.number(),
  CloudWatchMetrics: z.array(
    z.object({
      Namespace: z.string(),
      Dimensions: z.array(z.array(z.string())),
      Metrics: z.array(z.object({ Name: z.string() })),
    }),
  ),
});
const Values = z.union([z.array(z.number()), z.number().transform((value) => [value])]);

const pick = (entry: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, z.string().parse(entry[name])]));

const keyOf = ({ namespace, name, dimensions }: CustomMetric): string =>
  JSON.stringify([
    namespace,
    name,
    Object.entries(dimensions).toSorted(([one], [other]) => one.localeCompare(other)),
  ]);
