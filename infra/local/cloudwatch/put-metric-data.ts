import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import type { CustomMetrics } from "./custom-metrics.ts";
import { Dimensions } from "./get-metric-data.ts";

const Input = z.strictObject({
  Namespace: z.string().min(1),
  MetricData: z
    .array(
      z.strictObject({
        MetricName: z.string().min(1),
        Dimensions,
        Timestamp: z.number().optional(),
        Value: z.number(),
        Unit: z.string().optional(),
      }),
    )
    .min(1)
    .max(1000),
});

const hour = 3600;
const twoWeeks = 14 * 24 * hour;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html, single values only */
export const putMetricData = (metrics: CustomMetrics, input: unknown) => {
  const { Namespace: namespace, MetricData } = Input.parse(input);
  const now = Date.now() / 1000;
  if (MetricData.some(({ Timestamp: at = now }) => at < now - twoWeeks || at > now + 2 * hour))
    throw new AwsError({
      code: "InvalidParameterValueException",
      message: "Timestamp must specify a time within the past two weeks, and no more than two hours ahead.",
    });
  for (const { MetricName: name, Dimensions: dimensions, Timestamp: at = now, Value } of MetricData)
    metrics.add({ namespace, name, dimensions }, Value, new Date(at * 1000));
  return {};
};
