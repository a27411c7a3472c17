import type * as z from "zod";

/** Of several shapes something could have, what is wrong with it as the one it was meant to be; undefined where nobody can tell. */
export const closestOption = (
  options: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined => {
  const [first, second] = options
    .filter((issues) => !issues.some(isAnotherKind))
    .toSorted((one, other) => one.length - other.length);
  return first?.length === second?.length ? undefined : first;
};

/** A text where an object is wanted: that shape was not meant. */
const isAnotherKind = ({ path, code }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === "invalid_type" || code === "invalid_value" || code === "invalid_union");
