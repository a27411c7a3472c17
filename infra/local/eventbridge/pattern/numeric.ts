import { isComparable, isSameNumber, type LeafTest } from "./leaf.ts";
import { refuse } from "./invalid-event-pattern.ts";

type Compare = (leaf: number | bigint, bound: number | bigint) => boolean;
type Comparison = { readonly operator: string; readonly bound: number | bigint; readonly compare: Compare };

const comparisons = new Map<unknown, Compare>([
  ["=", isSameNumber],
  ["<", (leaf, bound) => leaf < bound],
  ["<=", (leaf, bound) => leaf <= bound],
  [">", (leaf, bound) => leaf > bound],
  [">=", (leaf, bound) => leaf >= bound],
]);

/** One comparison, or a range written from its lower bound: `[">", 0, "<=", 5]`. */
export const readNumeric = (operand: unknown): LeafTest => {
  if (!Array.isArray(operand)) return refuse("Value of numeric must be an array.");
  const read = comparisonsOf(operand);
  const [first, second, third] = read;
  if (first === undefined) return refuse("Value of numeric must name a comparison");
  if (third !== undefined) return refuse("Too many terms in numeric range expression");
  if (second !== undefined) checkRange(first, second);
  return (leaf) => isComparable(leaf) && read.every(({ compare, bound }) => compare(leaf, bound));
};

const comparisonsOf = (operand: readonly unknown[]): Comparison[] => {
  const read: Comparison[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, bound] = operand.slice(at, at + 2);
    const compare = comparisons.get(operator);
    if (typeof operator !== "string" || compare === undefined)
      return refuse(`Unrecognized numeric range operator: ${String(operator)}`);
    if (!isComparable(bound)) return refuse(`Value of ${operator} must be numeric`);
    read.push({ operator, bound, compare });
  }
  return read;
};

const checkRange = (bottom: Comparison, top: Comparison): void => {
  if (!bottom.operator.startsWith(">")) refuse("Too many elements in numeric expression");
  if (!top.operator.startsWith("<")) refuse(`Bad numeric range operator: ${top.operator}`);
  if (bottom.bound >= top.bound) refuse("Bottom must be less than top");
};
