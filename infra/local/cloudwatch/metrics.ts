/** CloudWatch, as far as anybody here asks it: how far behind readers are, and what functions count themselves. */
import * as z from "zod";
import { answerJson } from "../gateway/answer-json.ts";
import type { AnswerAws } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { CustomMetrics } from "./custom-metrics.ts";
import type { Datapoint } from "./datapoint.ts";
import { getMetricData } from "./get-metric-data.ts";
import { putMetricData } from "./put-metric-data.ts";

/** For each metric, by `<namespace> <name>`, what there is of it for one queue or function. */
export type MetricSources = Readonly<
  Record<
    string,
    { readonly dimension: string; readonly unit: string; readonly read: (of: string) => readonly Datapoint[] }
  >
>;

const Seconds = z.number().transform((seconds) => new Date(seconds * 1000));

const Input = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.tuple([z.object({ Name: z.string(), Value: z.string() })]),
  StartTime: Seconds,
  EndTime: Seconds,
  Period: z.int().positive(),
  Statistics: z.tuple([z.literal("Maximum")]),
});

/** GetMetricStatistics answers for a maximum of the sources, GetMetricData for a sum of the custom metrics. */
export const answerMetrics = (sources: MetricSources, custom: CustomMetrics): AnswerAws =>
  answerJson({
    GetMetricStatistics: (input) => getMetricStatistics(sources, Input.parse(input)),
    GetMetricData: (input) => getMetricData(custom, input),
    PutMetricData: (input) => putMetricData(custom, input),
  });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
const getMetricStatistics = (sources: MetricSources, asked: z.infer<typeof Input>): unknown => {
  const { Namespace, MetricName: Label, Dimensions, StartTime, EndTime, Period } = asked;
  const name = `${Namespace} ${Label}`;
  const [dimension] = Dimensions;
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (source === undefined || source.dimension !== dimension.Name)
    throw new AwsError({
      code: "InvalidParameterValue",
      message: `The local runtime measures no ${name} by ${dimension.Name}; it measures ${Object.keys(sources).join(", ")}.`,
    });
  const within = source.read(dimension.Value).filter(({ at }) => at >= StartTime && at < EndTime);
  const periods = Map.groupBy(within, ({ at }) => Math.floor(at.getTime() / 1000 / Period) * Period);
  return {
    Label,
    Datapoints: [...periods].map(([Timestamp, measured]) => ({
      Timestamp,
      Maximum: Math.max(...measured.map(({ value }) => value)),
      Unit: source.unit,
    })),
  };
};
