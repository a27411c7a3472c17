import type { Target } from "./rule-properties.ts";

export type Exhausted = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

export type Next =
  | { readonly kind: "retry"; readonly at: Date }
  | { readonly kind: "giveUp"; readonly exhausted?: Exhausted };

type Failure = {
  /** Tries after the first one that were made already. */
  readonly retries: number;
  readonly acceptedAt: Date;
  readonly now: Date;
  readonly policy: Target["RetryPolicy"];
  /** False for what no retry can mend: a target that is not there, or may not be used. */
  readonly isPassing: boolean;
  /** From 0 to 1: spreads those that failed together. */
  readonly chance: number;
};

const longestPauseSeconds = 600;

/** A failed delivery is tried again, each time after about twice the pause, until its target's policy has had enough. */
export const afterFailure = ({ retries, acceptedAt, now, policy, isPassing, chance }: Failure): Next => {
  if (!isPassing) return { kind: "giveUp" };
  if (retries >= policy.MaximumRetryAttempts) return { kind: "giveUp", exhausted: "MaximumRetryAttempts" };
  const pauseSeconds = Math.min(2 ** retries, longestPauseSeconds) * (0.5 + chance / 2);
  const at = new Date(now.getTime() + pauseSeconds * 1000);
  const expiresAt = acceptedAt.getTime() + policy.MaximumEventAgeInSeconds * 1000;
  return at.getTime() > expiresAt
    ? { kind: "giveUp", exhausted: "MaximumEventAgeInSeconds" }
    : { kind: "retry", at };
};
