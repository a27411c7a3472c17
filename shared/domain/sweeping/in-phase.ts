/**
 * A queue delays by whole seconds: a message comes out at its deadline's second, and at the fraction of a second at
 * which it was put in, up to a second early. Somebody has to wait out the rest, and holds a process meanwhile. Put in
 * at the fraction at which it is due, it comes out just early enough for the queue to be late and a process to start.
 */
const earlyMs = 150;
const secondMs = 1000;
const groupMs = 100;

export type Phase<Due> = { readonly afterMs: number; readonly due: readonly Due[] };

/** Deadlines by how long to wait, from `now`, until they are put in; what is due by then is put in at once. */
export const inPhase = <Due extends { readonly dueAt: string }>(
  deadlines: readonly Due[],
  now: Date,
): Phase<Due>[] =>
  [...Map.groupBy(deadlines, ({ dueAt }) => waitMs(new Date(dueAt), now))]
    .toSorted(([one], [other]) => one - other)
    .map(([afterMs, due]) => ({ afterMs, due }));

const waitMs = (dueAt: Date, now: Date): number => {
  const left = dueAt.getTime() - earlyMs - now.getTime();
  return left <= 0 ? 0 : Math.floor((left % secondMs) / groupMs) * groupMs;
};
