import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { logger, metrics } from "./powertools.ts";

/**
 * A handler with correlated logs and metrics. No setting makes it log what it was given: events carry what customers
 * say, and paths of links that let somebody in. Middy would also give every invocation up just before its time-out, all
 * of it, and by this machine's clock: with one that is fast, before it has begun.
 */
export const instrumented = <Event, Result>(work: (event: Event, context: Context) => Promise<Result>) =>
  middy(work, { timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { logEvent: false }))
    .use(publishMetrics);

/** Powertools' own middleware warns in the log of every invocation that had nothing to count. */
const publish = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
const publishMetrics = { after: publish, onError: publish };
