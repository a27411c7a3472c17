import type { Interceptor } from "./interceptor.ts";
import type { Keys } from "./keys.ts";

export type CallCount = {
  readonly principal: string;
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  /** How many of them did not succeed. */
  readonly failed: number;
};

export type CallLog = {
  readonly interceptor: Interceptor;
  /** Who called what how often since the start, the busiest first. */
  readonly counts: () => readonly CallCount[];
};

/** Counts every call that reaches the gateway, so that a test can ask "what did this mention cost?". */
export const createCallLog = (keys: Pick<Keys, "principalOf">): CallLog => {
  const counts = new Map<string, CallCount>();

  const count = (accessKeyId: string, service: string, operation: string, failed: boolean): void => {
    const principal = keys.principalOf(accessKeyId) ?? accessKeyId;
    const key = `${principal} ${service} ${operation}`;
    const known = counts.get(key) ?? { principal, service, operation, calls: 0, failed: 0 };
    counts.set(key, { ...known, calls: known.calls + 1, failed: known.failed + (failed ? 1 : 0) });
  };

  return {
    interceptor: async (call, next) => {
      let failed = true;
      try {
        const answer = await next(call);
        failed = answer.status >= 400;
        return answer;
      } finally {
        count(call.accessKeyId, call.service, call.operation, failed);
      }
    },
    counts: () => [...counts.values()].toSorted((a, b) => b.calls - a.calls),
  };
};
