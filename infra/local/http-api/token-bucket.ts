/** Says yes as often as `burst` at once and `ratePerSecond` in the long run. `now` is in milliseconds. */
export const createTokenBucket = (
  { ratePerSecond, burst }: { readonly ratePerSecond: number; readonly burst: number },
  now: () => number,
): (() => boolean) => {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * ratePerSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
