/** Invoking a function: who may be invoked how often at once, what goes in, what comes out, what is written about it. */
import { randomBytes, randomUUID } from "node:crypto";
import { AwsError } from "../gateway/aws-error.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import type { FunctionPool, Served } from "./function-pool.ts";
import { largestPayloadBytes } from "./payload-limits.ts";
import { endLines, startLine } from "./platform-lines.ts";
import type { Invocation } from "./runtime-api.ts";

/** What a synchronous invocation ends in. `functionError` is set when the function failed: `payload` then says how. */
export type InvokeResult = {
  readonly requestId: string;
  readonly payload: unknown;
  readonly functionError?: "Unhandled";
};

/** A function as it runs: its definition, its processes, and what has become of its invocations. */
export type RunningFunction = {
  readonly definition: FunctionDefinition;
  readonly pool: FunctionPool;
  readonly counters: Counters;
};

export type Counters = {
  invocations: number;
  errors: number;
  throttles: number;
  /** At this moment, waiting ones included. */
  inFlight: number;
  /** How long each cold start took, in milliseconds, in order. */
  readonly coldStarts: number[];
};

export const newCounters = (): Counters => ({
  invocations: 0,
  errors: 0,
  throttles: 0,
  inFlight: 0,
  coldStarts: [],
});

/** Concurrency is counted per function where it is reserved, and over all others together where it is not. */
export type Concurrency = { readonly unreserved: number; unreservedInFlight: number };

/**
 * Runs a function once and waits for it. Rejects with AwsError when Lambda would not run it: too many at once
 * (TooManyRequestsException), or an event that is too large (RequestTooLargeException).
 */
export const invokeFunction = async (
  { definition, pool, counters }: RunningFunction,
  concurrency: Concurrency,
  event: string,
  write: (functionName: string, line: string) => void,
  requestId: string = randomUUID(),
): Promise<InvokeResult> => {
  if (Buffer.byteLength(event) > largestPayloadBytes) throw tooLarge(largestPayloadBytes);
  const release = takePlace(definition, counters, concurrency);
  try {
    const served = await pool.run(() => {
      write(definition.name, startLine(definition, requestId));
      return invocationOf(definition, requestId, event);
    });
    record(counters, served);
    for (const line of endLines(definition, requestId, served)) write(definition.name, line);
    const payload: unknown = JSON.parse(served.payload);
    return { requestId, payload, ...(served.failed && { functionError: "Unhandled" }) };
  } finally {
    release();
  }
};

export const tooLarge = (limitBytes: number): AwsError =>
  new AwsError({
    code: "RequestTooLargeException",
    message: `Request must be smaller than ${limitBytes} bytes for the InvokeFunction operation`,
    status: 413,
  });

const takePlace = (
  definition: FunctionDefinition,
  counters: Counters,
  concurrency: Concurrency,
): (() => void) => {
  const reserved = definition.reservedConcurrency;
  const full =
    reserved === undefined
      ? concurrency.unreservedInFlight >= concurrency.unreserved
      : counters.inFlight >= reserved;
  if (full) {
    counters.throttles += 1;
    throw new AwsError({ code: "TooManyRequestsException", message: "Rate Exceeded.", status: 429 });
  }
  const unreserved = reserved === undefined ? 1 : 0;
  counters.inFlight += 1;
  concurrency.unreservedInFlight += unreserved;
  return () => {
    counters.inFlight -= 1;
    concurrency.unreservedInFlight -= unreserved;
  };
};

const invocationOf = (definition: FunctionDefinition, requestId: string, event: string): Invocation => ({
  requestId,
  functionArn: definition.arn,
  deadline: new Date(Date.now() + definition.timeoutSeconds * 1000),
  traceId: traceIdAt(new Date()),
  event,
});

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
const traceIdAt = (now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000).toString(16);
  const [root, parent] = [randomBytes(12).toString("hex"), randomBytes(8).toString("hex")];
  return `Root=1-${seconds}-${root};Parent=${parent};Sampled=0`;
};

const record = (counters: Counters, served: Served): void => {
  counters.invocations += 1;
  if (served.failed) counters.errors += 1;
  if (served.initMilliseconds !== undefined) counters.coldStarts.push(served.initMilliseconds);
};
