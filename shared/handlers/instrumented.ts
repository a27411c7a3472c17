import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { logger, metrics } from "./powertools.ts";

/**
 * A handler with correlated logs and metrics. Middy would also give every invocation up just before its time-out, all
 * of it, and by this machine's clock: with one that is fast, before it has begun.
 */
export const instrumented = <Event, Result>(work: (event: Event, context: Context) => Promise<Result>) =>
  middy(work, { timeoutEarlyInMillis: 0 }).use(injectLambdaContext(logger)).use(logMetrics(metrics));
