/** A value at the end of a path. An integer longer than a double can hold may come as `bigint`. */
export type Leaf = string | number | bigint | boolean | null;

export type LeafTest = (leaf: Leaf) => boolean;

export const isNumeric = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";

/** A number a comparison can be made with: JSON allows `1e999`, a double does not. */
export const isComparable = (value: unknown): value is number | bigint =>
  typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value));

/** Equality across `number` and `bigint`, which `===` keeps apart. */
export const isSameNumber = (one: number | bigint, other: number | bigint): boolean => one == other;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
