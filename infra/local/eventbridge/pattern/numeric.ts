import { isComparable, type LeafTest } from "./leaf.ts";
import { refuse } from "./invalid-event-pattern.ts";

type Comparison = { readonly operator: string; readonly bound: number | bigint };
type Compare = (leaf: number | bigint, bound: number | bigint) => boolean;

const comparisons = new Map<unknown, Compare>([
  ["=", (leaf, bound) => leaf <= bound && leaf >= bound],
  ["<", (leaf, bound) => leaf < bound],
  ["<=", (leaf, bound) => leaf <= bound],
  [">", (leaf, bound) => leaf > bound],
  [">=", (leaf, bound) => leaf >= bound],
]);

/** One comparison, or a range written from its lower bound: `[">", 0, "<=", 5]`. */
export const readNumeric = (operand: unknown): LeafTest => {
  if (!Array.isArray(operand)) return refuse("Value of numeric must be an array.");
  const [first = refuse("numeric needs a comparison"), second, ...others] = comparisonsOf(operand);
  if (others.length > 0) return refuse("Too many terms in numeric range expression");
  if (second !== undefined) checkRange(first, second);
  const tests = [first, ...(second === undefined ? [] : [second])].map(testOf);
  return (leaf) => isComparable(leaf) && tests.every((test) => test(leaf));
};

const comparisonsOf = (operand: readonly unknown[]): Comparison[] => {
  const found: Comparison[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, bound] = operand.slice(at, at + 2);
    if (typeof operator !== "string" || !comparisons.has(operator))
      return refuse(`Unrecognized numeric range operator: ${String(operator)}`);
    if (!isComparable(bound)) return refuse(`Value of ${operator} must be numeric`);
    found.push({ operator, bound });
  }
  return found;
};

const checkRange = (bottom: Comparison, top: Comparison): void => {
  if (!bottom.operator.startsWith(">")) refuse("Too many elements in numeric expression");
  if (!top.operator.startsWith("<")) refuse(`Bad numeric range operator: ${top.operator}`);
  if (bottom.bound >= top.bound) refuse("Bottom must be less than top");
};

const testOf = ({ operator, bound }: Comparison): ((leaf: number | bigint) => boolean) => {
  const compare = comparisons.get(operator) ?? refuse(`Unrecognized numeric range operator: ${operator}`);
  return (leaf) => compare(leaf, bound);
};
