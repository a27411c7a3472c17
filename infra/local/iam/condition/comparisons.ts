/**
 * What each condition operator compares: one value of the request with one value of the policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { addressBits, ipBlock, ipFamilyOf } from "../../ip-address.ts";
import { fillIn, globOf } from "../policy-text.ts";
import type { ContextLookup } from "../request-context.ts";

type Comparison = (actual: string, wanted: string, lookup: ContextLookup) => boolean;

export type Operator = {
  readonly holds: Comparison;
  /** A negated operator asks that no wanted value holds, and is content when the key is missing. */
  readonly isNegated: boolean;
};

const stringEquals: Comparison = (actual, wanted, lookup) => actual === fillIn(wanted, lookup);

const stringEqualsIgnoreCase: Comparison = (actual, wanted, lookup) =>
  actual.toLowerCase() === fillIn(wanted, lookup)?.toLowerCase();

const stringLike: Comparison = (actual, wanted, lookup) => globOf(wanted, lookup)(actual);

const numeric =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (actual, wanted) =>
    actual.trim() !== "" && wanted.trim() !== "" && holds(Number(actual), Number(wanted));

const date =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (actual, wanted) =>
    holds(instantOf(actual), instantOf(wanted));

/** Seconds since 1970, or the W3C's profile of ISO 8601, in which four digits are a year; anything else is no instant. */
const instantOf = (text: string): number => {
  if (/^(?!\d{4}$)\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const [, day, time, zone] =
    /^(\d{4}(?:-\d\d){0,2})(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  if (day === undefined) return Number.NaN;
  return Date.parse(time === undefined ? day : `${day}${time}${zone ?? "Z"}`);
};

const bool: Comparison = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();

const binary: Comparison = (actual, wanted) =>
  Buffer.from(actual, "base64").equals(Buffer.from(wanted, "base64"));

const ipAddress: Comparison = (actual, wanted) => {
  const [base = "", bits] = wanted.split("/");
  const family = ipFamilyOf(base);
  if (family === undefined) return false;
  const prefixBits = Number(bits ?? addressBits[family]);
  return (
    Number.isInteger(prefixBits) &&
    prefixBits <= addressBits[family] &&
    ipBlock(base, family, prefixBits)(actual)
  );
};

/** The six parts of an ARN are compared one by one, so that no `*` reaches over a colon but in the last. */
const arnLike: Comparison = (actual, wanted, lookup) => {
  const parts = arnParts(actual);
  const globs = arnParts(wanted);
  return (
    parts.length === 6 &&
    globs.length === 6 &&
    parts.every((part, index) => globOf(globs[index] ?? "", lookup)(part))
  );
};

/** The colon in a variable's own name parts nothing: `${aws:PrincipalAccount}`. */
const arnParts = (arn: string): readonly string[] => {
  const parts = arn.split(/:(?![^{]*\})/);
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
};

const is = (holds: Comparison): Operator => ({ holds, isNegated: false });
const isNot = (holds: Comparison): Operator => ({ holds, isNegated: true });

export const operators: ReadonlyMap<string, Operator> = new Map([
  ["StringEquals", is(stringEquals)],
  ["StringNotEquals", isNot(stringEquals)],
  ["StringEqualsIgnoreCase", is(stringEqualsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", isNot(stringEqualsIgnoreCase)],
  ["StringLike", is(stringLike)],
  ["StringNotLike", isNot(stringLike)],
  ["NumericEquals", is(numeric((actual, wanted) => actual === wanted))],
  ["NumericNotEquals", isNot(numeric((actual, wanted) => actual === wanted))],
  ["NumericLessThan", is(numeric((actual, wanted) => actual < wanted))],
  ["NumericLessThanEquals", is(numeric((actual, wanted) => actual <= wanted))],
  ["NumericGreaterThan", is(numeric((actual, wanted) => actual > wanted))],
  ["NumericGreaterThanEquals", is(numeric((actual, wanted) => actual >= wanted))],
  ["DateEquals", is(date((actual, wanted) => actual === wanted))],
  ["DateNotEquals", isNot(date((actual, wanted) => actual === wanted))],
  ["DateLessThan", is(date((actual, wanted) => actual < wanted))],
  ["DateLessThanEquals", is(date((actual, wanted) => actual <= wanted))],
  ["DateGreaterThan", is(date((actual, wanted) => actual > wanted))],
  ["DateGreaterThanEquals", is(date((actual, wanted) => actual >= wanted))],
  ["Bool", is(bool)],
  ["BinaryEquals", is(binary)],
  ["IpAddress", is(ipAddress)],
  ["NotIpAddress", isNot(ipAddress)],
  ["ArnEquals", is(arnLike)],
  ["ArnLike", is(arnLike)],
  ["ArnNotEquals", isNot(arnLike)],
  ["ArnNotLike", isNot(arnLike)],
]);
