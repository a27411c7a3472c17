/** The wrapper of what a schedule wakes: no input worth reading, correlated logs, metrics. */
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy from "@middy/core";
import { logger, metrics } from "./powertools.ts";

export const onSchedule = (work: () => Promise<void>) =>
  middy(async () => work())
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics));
