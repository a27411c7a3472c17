import { everything, on, type NeedsTable, type ResourceNames } from "./need.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const monitoringNeeds = ({ region, accountId }: ResourceNames): NeedsTable => ({
  GetMetricStatistics: on("cloudwatch:GetMetricStatistics", everything),
  GetMetricData: on("cloudwatch:GetMetricData", everything),
  DescribeAlarms: on("cloudwatch:DescribeAlarms", () => `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`),
  PutMetricData: on("cloudwatch:PutMetricData", everything),
});
