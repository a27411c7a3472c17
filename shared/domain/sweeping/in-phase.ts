/**
 * A queue delays by whole seconds: a message comes out at its deadline's second, and at the fraction of a second at
 * which it was put in, up to a second before its head start. Somebody has to wait out the rest, and holds a process
 * meanwhile. Put in at the fraction at which it is due, it comes out with its head start and little more.
 */
import { headStartMs } from "./hand-over.ts";

const secondMs = 1000;
/** What is due in the same tenth of whatever second is put in together. */
const togetherMs = 100;

export type Phase<Due> = {
  /** How long to wait until these are put in. */
  readonly afterMs: number;
  readonly due: readonly Due[];
  /** What is put in later: when these are in, its turn has to be found anew. */
  readonly rest: readonly Due[];
};

/** The deadlines that are put in next, at most so many; what is due by then, or nearly, is put in at once. */
export const nextInPhase = <Due extends { readonly dueAt: string }>(
  deadlines: readonly Due[],
  now: Date,
  atMost: number,
): Phase<Due> => {
  const waits = deadlines.map((deadline) => ({ deadline, waitMs: waitMs(new Date(deadline.dueAt), now) }));
  const afterMs = Math.min(...waits.map((one) => one.waitMs));
  const next = new Set(waits.filter((one) => one.waitMs === afterMs).slice(0, atMost));
  return {
    afterMs,
    due: [...next].map(({ deadline }) => deadline),
    rest: waits.filter((one) => !next.has(one)).map(({ deadline }) => deadline),
  };
};

const waitMs = (dueAt: Date, now: Date): number => {
  const left = dueAt.getTime() - headStartMs - now.getTime();
  return left <= 0 ? 0 : Math.floor((left % secondMs) / togetherMs) * togetherMs;
};
