/**
 * Invocations nobody waits for. Each is a file from the moment it is accepted until it has succeeded, or has failed
 * as often as it may and been handed to where failures go; a runtime that was killed in between finds it again.
 * A throttled one is tried for as long as the event may live; a function's own error is retried a minute and then two
 * minutes later: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { writePrivateFile } from "../write-private-file.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";
import type { InvokeResult } from "./invoke.ts";

const Accepted = z.object({
  requestId: z.string(),
  functionName: z.string(),
  acceptedAt: z.iso.datetime(),
  event: z.string(),
  failures: z.int(),
});
type Accepted = z.infer<typeof Accepted>;

/** What became of one. `result` is missing when the function never ran. */
export type Concluded = Accepted & {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded";
  readonly result?: InvokeResult | undefined;
};

export type AsynchronousInvocations = {
  /** Returns the request id, once the event is safe. */
  readonly accept: (functionName: string, event: string) => string;
  /** Takes up what an earlier runtime left. */
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
};

export type AsynchronousOptions = {
  readonly dataDirectory: string;
  readonly invoke: (accepted: Accepted) => Promise<InvokeResult>;
  readonly configOf: (functionName: string) => EventInvokeConfig;
  /** Told of every end; what it sends is sent before the event is forgotten. */
  readonly conclude: (concluded: Concluded) => Promise<void>;
  /** Told of an event that can never be delivered: its function is no longer in the template. */
  readonly onAbandoned: (accepted: Accepted, error: unknown) => void;
  readonly retryDelaysSeconds: readonly [number, number];
};

const throttleDelaysSeconds = [1, 2, 5, 10, 30, 60, 300];

export const openAsynchronousInvocations = (options: AsynchronousOptions): AsynchronousInvocations => {
  const directory = join(options.dataDirectory, "asynchronous-invocations");
  mkdirSync(directory, { recursive: true });
  const stopping = new AbortController();
  const underway = new Set<Promise<void>>();
  const fileOf = (accepted: Accepted): string => join(directory, `${accepted.requestId}.json`);
  const keep = (accepted: Accepted): void => writePrivateFile(fileOf(accepted), JSON.stringify(accepted));

  const begin = (accepted: Accepted): void => {
    const work = deliver(accepted)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) abandon(accepted, error);
      })
      .finally(() => underway.delete(work));
    underway.add(work);
  };

  const deliver = async (accepted: Accepted, throttles = 0): Promise<void> => {
    const config = options.configOf(accepted.functionName);
    if (ageSeconds(accepted) > config.maximumEventAgeSeconds) {
      return conclude({ ...accepted, condition: "EventAgeExceeded" });
    }
    const result = await invokeUnlessThrottled(options, accepted);
    if (result === "throttled") {
      await pause(throttleDelaysSeconds[Math.min(throttles, throttleDelaysSeconds.length - 1)] ?? 0);
      return deliver(accepted, throttles + 1);
    }
    if (result.functionError === undefined) return conclude({ ...accepted, condition: "Success", result });
    stopping.signal.throwIfAborted();
    const failed = { ...accepted, failures: accepted.failures + 1 };
    keep(failed);
    if (failed.failures > config.maximumRetryAttempts) {
      return conclude({ ...failed, condition: "RetriesExhausted", result });
    }
    await pause(options.retryDelaysSeconds[failed.failures === 1 ? 0 : 1]);
    return deliver(failed);
  };

  const conclude = async (concluded: Concluded): Promise<void> => {
    await options.conclude(concluded);
    rmSync(fileOf(concluded), { force: true });
  };

  const abandon = (accepted: Accepted, error: unknown): void => {
    options.onAbandoned(accepted, error);
    rmSync(fileOf(accepted), { force: true });
  };

  const pause = async (seconds: number): Promise<void> => {
    await setTimeout(seconds * 1000, undefined, { signal: stopping.signal });
  };

  return {
    accept: (functionName, event) => {
      const acceptedAt = new Date().toISOString();
      const accepted = { requestId: randomUUID(), functionName, acceptedAt, event, failures: 0 };
      keep(accepted);
      begin(accepted);
      return accepted.requestId;
    },
    resume: () => {
      for (const file of readdirSync(directory).filter((name) => name.endsWith(".json"))) {
        begin(Accepted.parse(JSON.parse(readFileSync(join(directory, file), "utf8"))));
      }
    },
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(underway);
    },
  };
};

const invokeUnlessThrottled = async (
  options: AsynchronousOptions,
  accepted: Accepted,
): Promise<InvokeResult | "throttled"> => {
  try {
    return await options.invoke(accepted);
  } catch (error) {
    if (error instanceof AwsError && error.code === "TooManyRequestsException") return "throttled";
    throw error;
  }
};

const ageSeconds = (accepted: Accepted): number => (Date.now() - Date.parse(accepted.acceptedAt)) / 1000;
