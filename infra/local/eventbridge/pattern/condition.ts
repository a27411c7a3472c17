import { readAlternative, reservedNames, type Alternative } from "./alternative.ts";
import { refuse } from "./invalid-event-pattern.ts";
import { isObject, type LeafTest } from "./leaf.ts";

/** What a pattern asks of one field: a leaf that passes one of the tests, or, if it may be, none at all. */
export type FieldCondition = {
  readonly path: string;
  readonly tests: readonly LeafTest[];
  readonly mayBeAbsent: boolean;
};

/** All conditions of a pattern hold together; of an `$or`, those of one branch. */
export type Condition = FieldCondition | { readonly anyOf: readonly (readonly Condition[])[] };

/** Throws InvalidEventPattern for whatever EventBridge would not accept. */
export const readConditions = (pattern: unknown): readonly Condition[] =>
  isObject(pattern) ? readObject(pattern, "") : refuse("Filter is not an object");

const readObject = (object: Readonly<Record<string, unknown>>, prefix: string): readonly Condition[] => {
  const entries = Object.entries(object);
  if (entries.length === 0) return refuse("Empty objects are not allowed");
  return entries.flatMap(([name, value]) => readEntry(name, value, prefix));
};

const readEntry = (name: string, value: unknown, prefix: string): readonly Condition[] => {
  if (name === "$or" && isOr(value)) return [{ anyOf: value.map((branch) => readObject(branch, prefix)) }];
  if (Array.isArray(value)) return [fieldCondition(prefix + name, value.map(readAlternative))];
  if (isObject(value)) return readObject(value, `${prefix}${name}.`);
  return refuse(`"${name}" must be an object or an array`);
};

const fieldCondition = (path: string, alternatives: readonly Alternative[]): FieldCondition => {
  if (alternatives.length === 0) return refuse(`Empty arrays are not allowed: ${path}`);
  return {
    path,
    tests: alternatives.filter((alternative) => alternative !== "absent"),
    mayBeAbsent: alternatives.includes("absent"),
  };
};

/** `$or` was a name like any other before it was an operator, and still is where it cannot be one. */
const isOr = (value: unknown): value is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((branch) => isObject(branch) && !usesReservedName(branch));

const usesReservedName = (object: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(object).some(
    ([name, value]) => reservedNames.has(name) || (isObject(value) && usesReservedName(value)),
  );
