import { UsageError } from "../command.ts";

const longestMs = 10 * 366 * 86_400_000;

/** A time to look at. UsageError for one that is over before it begins, or goes on for more than a roster can be shown of. */
export const windowOf = (from: Date, to: Date): { readonly from: Date; readonly to: Date } => {
  if (to <= from)
    throw new UsageError(`--to is not after --from (${from.toISOString()}): write a later time`);
  if (to.getTime() - from.getTime() > longestMs)
    throw new UsageError("--from to --to is more than ten years: ask for less at once");
  return { from, to };
};
