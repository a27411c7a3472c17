const shortestPart = 3;

/** What somebody meant who wrote this: the known name it is a slip of the keys away from, or begins or ends like. */
export const nearestOf = (written: string, known: readonly string[]): string | undefined =>
  misspeltOf(written, known) ?? known.find((name) => isPartOf(plain(written), plain(name)));

/** The known name that this is a slip or two of the keys away from. Names that differ as much as they agree are none. */
export const misspeltOf = (written: string, known: readonly string[], most = 2): string | undefined => {
  const [best] = known
    .map((name) => ({ name, slips: slipsBetween(plain(written), plain(name)) }))
    .filter(({ name, slips }) => slips <= Math.min(most, mostSlips(name)))
    .toSorted((one, other) => one.slips - other.slips);
  return best?.name;
};

const mostSlips = ({ length }: string): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/gu, "");

/** `zone` of `timezone`, `warn` of `warnings`: the one begins or ends the other. */
const isPartOf = (one: string, other: string): boolean => {
  const [short = "", long = ""] = [one, other].toSorted((some, another) => some.length - another.length);
  return short.length >= shortestPart && (long.startsWith(short) || long.endsWith(short));
};

/** Letters left out, put in, mistaken, or swapped with their neighbour (optimal string alignment). */
const slipsBetween = (one: string, other: string): number => {
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          ...(isSwapped ? [(before[column - 2] ?? 0) + 1] : []),
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
};
