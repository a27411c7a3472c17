import { everything, on, type NeedsTable } from "./need.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const monitoringNeeds = (): NeedsTable => ({
  GetMetricStatistics: on("cloudwatch:GetMetricStatistics", everything),
  GetMetricData: on("cloudwatch:GetMetricData", everything),
  PutMetricData: on("cloudwatch:PutMetricData", everything),
});
