import * as z from "zod";
import type { CustomMetrics } from "./custom-metrics.ts";

const Seconds = z.number().transform((seconds) => new Date(seconds * 1000));

export const Dimensions = z
  .array(z.strictObject({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((dimensions) => Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])));

/** Strict, so that whatever else could be asked (expressions, other statistics) is refused by name. */
const Query = z.strictObject({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/u),
  MetricStat: z.strictObject({
    Metric: z.strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
    Period: z.int().positive().multipleOf(60),
    Stat: z.literal("Sum"),
  }),
});

const Input = z.strictObject({
  StartTime: Seconds,
  EndTime: Seconds,
  ScanBy: z.enum(["TimestampAscending", "TimestampDescending"]).default("TimestampDescending"),
  MetricDataQueries: z.array(Query).min(1).max(500),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html, all of it in one page */
export const getMetricData = (metrics: CustomMetrics, input: unknown) => {
  const { StartTime, EndTime, ScanBy, MetricDataQueries } = Input.parse(input);
  return {
    MetricDataResults: MetricDataQueries.map(({ Id, MetricStat: { Metric, Period } }) => {
      const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = Metric;
      const span = { from: StartTime, to: EndTime, periodSeconds: Period };
      const ascending = metrics.sums({ namespace, name, dimensions }, span);
      const datapoints = ScanBy === "TimestampAscending" ? ascending : ascending.toReversed();
      return {
        Id,
        Label: name,
        StatusCode: "Complete",
        Timestamps: datapoints.map(({ at }) => at.getTime() / 1000),
        Values: datapoints.map(({ value }) => value),
      };
    }),
  };
};
