/** One member of the array a field of a pattern holds. */
import { readAnythingBut } from "./anything-but.ts";
import { readAddress, readCidr } from "./cidr.ts";
import { refuse } from "./invalid-event-pattern.ts";
import { isNumeric, isObject, isSameNumber, type LeafTest } from "./leaf.ts";
import { readNumeric } from "./numeric.ts";
import { readEqualsIgnoreCase, readExactly, readPrefix, readSuffix, readWildcard } from "./text-tests.ts";

/** `absent` is met by a field that is not there; everything else by a leaf that passes the test. */
export type Alternative = LeafTest | "absent";

const readExists = (operand: unknown): Alternative => {
  if (operand === true) return () => true;
  return operand === false ? "absent" : refuse("exists match pattern must be either true or false.");
};

const operators = new Map<string, (operand: unknown) => Alternative>([
  ["exactly", readExactly],
  ["prefix", readPrefix],
  ["suffix", readSuffix],
  ["equals-ignore-case", readEqualsIgnoreCase],
  ["wildcard", readWildcard],
  ["anything-but", readAnythingBut],
  ["numeric", readNumeric],
  ["exists", readExists],
  ["cidr", readCidr],
]);

/** Names no branch of `$or` may use; with one of them inside, `$or` is an ordinary field. The later ones AWS has reserved. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...operators.keys(),
  "=",
  "<",
  "<=",
  ">",
  ">=",
  "regex",
  "not-wildcard",
  "not-equals-ignore-case",
  "date-after",
  "date-on-or-after",
  "date-before",
  "date-on-or-before",
  "in-date-range",
  "ip-address-in-range",
  "ip-address-not-in-range",
]);

export const readAlternative = (member: unknown): Alternative => {
  if (isObject(member)) return readExpression(member);
  if (Array.isArray(member)) return refuse("Match value must be String, number, true, false, or null");
  if (typeof member === "string") return readAddress(member) ?? ((leaf) => leaf === member);
  if (isNumeric(member)) return (leaf) => isNumeric(leaf) && isSameNumber(leaf, member);
  return (leaf) => leaf === member;
};

const readExpression = (expression: Readonly<Record<string, unknown>>): Alternative => {
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(expression);
  const read = operators.get(operator) ?? refuse(`Unrecognized match type ${operator}`);
  if (others.length > 0) return refuse("Only one key allowed in match expression");
  return read(operand);
};
