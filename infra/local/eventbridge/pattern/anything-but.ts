import { isComparable, isNumeric, isObject, isSameNumber, type LeafTest } from "./leaf.ts";
import { refuse } from "./invalid-event-pattern.ts";
import { readEqualsIgnoreCase, readPrefix, readSuffix, readWildcard } from "./text-tests.ts";

const nested = new Map([
  ["prefix", readPrefix],
  ["suffix", readSuffix],
  ["wildcard", readWildcard],
  ["equals-ignore-case", readEqualsIgnoreCase],
]);

/** Matches every leaf, of whatever type, that none of the named values or text operators matches. */
export const readAnythingBut = (operand: unknown): LeafTest => {
  const tests = isObject(operand) ? nestedTests(operand) : valueTests(operand);
  return (leaf) => !tests.some((test) => test(leaf));
};

const nestedTests = (operand: Readonly<Record<string, unknown>>): LeafTest[] => {
  const [[operator, value] = ["", undefined], ...others] = Object.entries(operand);
  const read = nested.get(operator) ?? refuse(`Unsupported anything-but pattern: ${operator}`);
  if (others.length > 0) return refuse("Only one key allowed in match expression");
  return listOf(value).map((text) => {
    if (typeof text !== "string") return refuse(`${operator} match pattern must be a string`);
    if (text === "" && (operator === "prefix" || operator === "suffix"))
      return refuse("Null prefix/suffix not allowed");
    return read(text);
  });
};

const valueTests = (operand: unknown): LeafTest[] => {
  const values = listOf(operand);
  const areTexts = values.every((value) => typeof value === "string");
  if (values.length === 0 || !(areTexts || values.every(isComparable)))
    return refuse("Inside anything but list, either all values are number or string");
  return values.map(
    (value) => (leaf) => (isNumeric(value) ? isNumeric(leaf) && isSameNumber(leaf, value) : leaf === value),
  );
};

const listOf = (operand: unknown): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]);
