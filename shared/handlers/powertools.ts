/** Structured logs and metrics as Powertools writes them, configured by the environment `node-function.ts` sets. */
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { BriefLogFormatter } from "./brief-log-formatter.ts";
import type { Telemetry } from "../ports/telemetry.ts";

export const logger = new Logger({ logFormatter: new BriefLogFormatter() });
export const metrics = new Metrics();

export const telemetry: Telemetry = {
  note: (event, facts = {}) => logger.info(event, { ...facts }),
  warn: (event, cause, facts = {}) => logger.warn(event, { cause: describe(cause), ...facts }),
  count: (metric, amount = 1) => metrics.addMetric(metric, MetricUnit.Count, amount),
  countFor: (channelId, metric) =>
    metrics.singleMetric().addDimension("channel", channelId).addMetric(metric, MetricUnit.Count, 1),
};

/** An error by its name, message and cause. Messages of ours hold ids only; those of zod would quote the data. */
const describe = (cause: unknown): string => {
  if (!(cause instanceof Error)) return typeof cause;
  const message = "issues" in cause ? "the data does not fit its schema" : cause.message;
  return `${cause.name}: ${message}${cause.cause === undefined ? "" : ` < ${describe(cause.cause)}`}`;
};
