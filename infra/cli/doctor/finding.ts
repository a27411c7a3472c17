/** One row of what the doctor says. */
export type Finding = {
  readonly check: string;
  /** `unknown`: it cannot be told here, or not yet; that speaks neither for health nor against it. */
  readonly verdict: "ok" | "wrong" | "unknown";
  readonly saw: string;
  /** What to do about it. */
  readonly next?: string;
};

export const ok = (check: string, saw: string): Finding => ({ check, verdict: "ok", saw });
export const wrong = (check: string, saw: string, next: string): Finding => ({
  check,
  verdict: "wrong",
  saw,
  next,
});
export const unknown = (check: string, saw: string, next?: string): Finding => ({
  check,
  verdict: "unknown",
  saw,
  ...(next !== undefined && { next }),
});
