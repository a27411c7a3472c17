/** The wrapper of what a schedule wakes: the time of its tick, correlated logs, metrics. */
import * as z from "zod";
import { instrumented } from "./instrumented.ts";

/** EventBridge says when it ticked. Somebody who invokes by hand need not. */
const Tick = z.object({ time: z.coerce.date().optional() });

export const onSchedule = (work: (tick: Date) => Promise<void>) =>
  instrumented(async (event: unknown) => work(Tick.parse(event).time ?? new Date()));
