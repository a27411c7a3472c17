import { setTimeout } from "node:timers/promises";
import { AwsError } from "../gateway/aws-error.ts";
import type { InvokeResult } from "../lambda/invoke.ts";

const longestPauseMilliseconds = 5000;

/**
 * Invokes, and while the function is throttled tries again with growing pauses. Undefined when `giveUpAt` came first;
 * rejects with the signal's reason when that is aborted first.
 */
export const invokePatiently = async (
  invoke: () => Promise<InvokeResult>,
  { signal, giveUpAt }: { readonly signal: AbortSignal; readonly giveUpAt?: Date },
): Promise<InvokeResult | undefined> => {
  for (let milliseconds = 50; ; milliseconds = Math.min(milliseconds * 2, longestPauseMilliseconds)) {
    try {
      return await invoke();
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "TooManyRequestsException") throw error;
    }
    if (giveUpAt !== undefined && Date.now() + milliseconds >= giveUpAt.getTime()) return undefined;
    await setTimeout(milliseconds, undefined, { signal });
  }
};
