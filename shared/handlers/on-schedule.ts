/** The wrapper of what a schedule wakes: the time of its tick, correlated logs, metrics. */
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy from "@middy/core";
import * as z from "zod";
import { logger, metrics } from "./powertools.ts";

/** EventBridge says when it ticked. Somebody who invokes by hand need not. */
const Tick = z.object({ time: z.coerce.date().optional() });

export const onSchedule = (work: (tick: Date) => Promise<void>) =>
  middy(async (event: unknown) => work(Tick.parse(event).time ?? new Date()))
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics));
