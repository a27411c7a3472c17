import type { Ports } from "./ports.ts";

/** Longer than a run may take, and shorter than the time between two. */
const leaseSeconds = 240;

type Told = { readonly id: string; readonly now: Date };

/**
 * Tells what nobody was told yet; `tell` says whether anybody was reached. Whoever dies half-way, or reaches nobody, leaves
 * it to the next run: a destination that has it already knows it by its id. False where that is so.
 */
export const tellOnce = async (
  { notices, telemetry }: Pick<Ports, "notices" | "telemetry">,
  { id, now }: Told,
  tell: () => Promise<boolean>,
): Promise<boolean> => {
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  if (!(await notices.take({ id, now, until }))) return true;
  if (!(await tell())) {
    telemetry.count("NoticeFailed");
    telemetry.note("notice.failed", { id });
    return false;
  }
  await notices.markTold(id, now);
  return true;
};
