/** The lines Lambda itself writes about an invocation: START, END and REPORT, in the function's log format. */
import type { Measured } from "./environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";

export const startLine = (definition: FunctionDefinition, requestId: string): string =>
  definition.logging.format === "JSON"
    ? platformLine("platform.start", { requestId, version: "$LATEST" })
    : `START RequestId: ${requestId} Version: $LATEST`;

/** `initMilliseconds` is given for the first invocation of an environment, which paid for the cold start. */
export const endLines = (
  definition: FunctionDefinition,
  requestId: string,
  measured: Measured & { readonly initMilliseconds?: number | undefined },
): string[] =>
  definition.logging.format === "JSON"
    ? [platformLine("platform.report", jsonReport(definition, requestId, measured))]
    : [`END RequestId: ${requestId}`, textReport(definition, requestId, measured)];

type Figures = Measured & { readonly initMilliseconds?: number | undefined };

const platformLine = (type: string, record: unknown): string =>
  JSON.stringify({ time: new Date().toISOString(), type, record });

const jsonReport = (definition: FunctionDefinition, requestId: string, measured: Figures): unknown => ({
  requestId,
  status: measured.failed ? "error" : "success",
  metrics: {
    durationMs: Number(measured.milliseconds.toFixed(3)),
    billedDurationMs: billed(measured),
    memorySizeMB: definition.memoryMegabytes,
    maxMemoryUsedMB: measured.peakMegabytes,
    initDurationMs: measured.initMilliseconds,
  },
});

const textReport = (definition: FunctionDefinition, requestId: string, measured: Figures): string =>
  [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${measured.milliseconds.toFixed(2)} ms`,
    `Billed Duration: ${billed(measured)} ms`,
    `Memory Size: ${definition.memoryMegabytes} MB`,
    ...(measured.peakMegabytes === undefined ? [] : [`Max Memory Used: ${measured.peakMegabytes} MB`]),
    ...(measured.initMilliseconds === undefined
      ? []
      : [`Init Duration: ${measured.initMilliseconds.toFixed(2)} ms`]),
  ].join("\t");

/** The start has been billed since August 2025. */
const billed = (measured: Figures): number =>
  Math.ceil(measured.milliseconds + (measured.initMilliseconds ?? 0));
