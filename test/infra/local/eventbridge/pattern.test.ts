import { describe, expect, test } from "vitest";
import { InvalidEventPattern, matchesPattern } from "../../../../infra/local/eventbridge/pattern.ts";

/** One field, `a`: what the pattern says of it, a value that matches and one that does not. */
const operators: [operator: string, pattern: unknown[], matching: unknown, other: unknown][] = [
  ["a value is matched exactly", ["open"], "open", "Open"],
  ["any of several values will do", ["open", "closed"], "closed", "new"],
  ["a number is its value, not its spelling", [3.018e2], 301.8, 301],
  ["a number is not its text", [5], 5, "5"],
  ["null is a value of its own", [null], null, ""],
  ["true is a value of its own", [true], true, "true"],
  ["an integer beyond a double keeps its digits", [9007199254740993n], 9007199254740993n, 9007199254740992n],
  ["prefix", [{ prefix: "hel" }], "hello", "shell"],
  ["prefix in any case", [{ prefix: { "equals-ignore-case": "HEL" } }], "hello", "shell"],
  ["suffix", [{ suffix: ".png" }], "a.png", "a.png.txt"],
  ["suffix in any case", [{ suffix: { "equals-ignore-case": ".PNG" } }], "a.png", "png"],
  ["suffix longer than the text", [{ suffix: "abc" }], "abc", "bc"],
  ["equals-ignore-case", [{ "equals-ignore-case": "aBc" }], "AbC", "abcd"],
  [
    "equals-ignore-case where case changes the length",
    [{ "equals-ignore-case": "straße" }],
    "STRASSE",
    "strase",
  ],
  ["text operators leave numbers alone", [{ prefix: "1" }], "12", 12],
  ["wildcard at both ends", [{ wildcard: "*b*" }], "abc", "ac"],
  ["wildcard standing for nothing", [{ wildcard: "a*b" }], "ab", "a"],
  ["wildcard whose ends would overlap", [{ wildcard: "ab*ba" }], "abba", "aba"],
  ["wildcard taking its parts in order", [{ wildcard: "a*b*c" }], "axbxc", "axcxb"],
  ["wildcard escaping itself", [{ wildcard: "a\\*\\\\*" }], "a*\\x", "ab\\x"],
  ["wildcard across lines", [{ wildcard: "a*c" }], "a\nc", "a\nb"],
  ["anything-but a text", [{ "anything-but": "a" }], "b", "a"],
  ["anything-but texts, met by a number", [{ "anything-but": ["a", "b"] }], 1, "b"],
  ["anything-but a number, met by its text", [{ "anything-but": 404 }], "404", 404],
  ["anything-but numbers", [{ "anything-but": [1, 2] }], 3, 2],
  ["anything-but a prefix", [{ "anything-but": { prefix: ["a", "b"] } }], "ca", "bc"],
  ["anything-but a suffix", [{ "anything-but": { suffix: "c" } }], "ca", "bc"],
  ["anything-but a wildcard", [{ "anything-but": { wildcard: ["*x*", "y"] } }], "zy", "axb"],
  ["anything-but in any case", [{ "anything-but": { "equals-ignore-case": ["yes"] } }], "no", "YES"],
  ["two of anything-but are alternatives", [{ "anything-but": "a" }, { "anything-but": 1 }], "a", undefined],
  ["numeric equality", [{ numeric: ["=", -4e-6] }], -0.000004, 0],
  ["numeric below", [{ numeric: ["<", 0] }], -0.1, 0],
  ["numeric range", [{ numeric: [">", 0, "<=", 5] }], 5, 0],
  ["numeric is not for texts", [{ numeric: [">", 0] }], 1, "1"],
  ["exists", [{ exists: true }], null, undefined],
  ["exists asks for a leaf", [{ exists: true }], [1], {}],
  ["exists finds nothing in an empty array", [{ exists: true }], "", []],
  ["not exists", [{ exists: false }], undefined, 0],
  ["not exists has no eye for objects", [{ exists: false }], { b: 1 }, [0]],
  ["absent or a value", [{ exists: false }, "x"], "x", "y"],
  ["cidr", [{ cidr: "10.0.0.0/24" }], "10.0.0.255", "10.0.1.0"],
  ["cidr of a base within the block", [{ cidr: "10.0.0.77/24" }], "10.0.0.1", "10.0.1.77"],
  ["cidr of IPv6", [{ cidr: "2001:db8::/32" }], "2001:DB8:0::1", "10.0.0.1"],
  ["an address in any notation", ["::1"], "0:0:0:0:0:0:0:1", "::2"],
  ["one of the values of an array is enough", ["admin"], ["user", "admin"], ["user"]],
  ["arrays of arrays", [3], [[1, 2], [3]], [[1], [2]]],
];

test.each(operators)("%s", (_operator, a, matching, other) => {
  expect(matchesPattern({ a }, { a: matching })).toBe(true);
  expect(matchesPattern({ a }, { a: other })).toBe(false);
});

test("every field of a pattern has to match", () => {
  const pattern = { source: ["shop"], detail: { state: ["open"] } };
  expect(matchesPattern(pattern, { source: "shop", detail: { state: "open", other: 1 } })).toBe(true);
  expect(matchesPattern(pattern, { source: "shop", detail: { state: "closed" } })).toBe(false);
  expect(matchesPattern(pattern, { source: "shop" })).toBe(false);
});

test("a key with a dot in it is the path it spells", () => {
  expect(matchesPattern({ "detail.state": ["open"] }, { detail: { state: "open" } })).toBe(true);
  expect(matchesPattern({ detail: { state: ["open"] } }, { "detail.state": "open" })).toBe(true);
});

describe("values in an array of objects", () => {
  const pattern = { people: { first: ["Ada"], last: ["Lovelace"] } };

  test("match when one element has them all", () => {
    const people = [{ first: "Bob" }, { first: "Ada", last: "Lovelace" }];
    expect(matchesPattern(pattern, { people })).toBe(true);
  });

  test("do not match when they are spread over two", () => {
    const people = [{ first: "Ada" }, { last: "Lovelace" }];
    expect(matchesPattern(pattern, { people })).toBe(false);
  });

  test("of two arrays are independent", () => {
    const two = { one: { a: [1] }, two: { b: [2] } };
    expect(matchesPattern(two, { one: [{}, { a: 1 }], two: [{ b: 2 }] })).toBe(true);
  });

  test.each([
    {
      named: "first",
      pattern: { d: { a: [{ exists: false }], b: ["x"] } },
      event: { d: [{ a: 1 }, { b: "x" }] },
    },
    {
      named: "last",
      pattern: { d: { b: ["x"], c: [{ exists: false }] } },
      event: { d: [{ c: 1 }, { b: "x" }] },
    },
  ])(
    "can lack a field that another element has, with that field named $named",
    ({ pattern: absent, event }) => {
      expect(matchesPattern(absent, event)).toBe(true);
    },
  );
});

describe("$or", () => {
  test("matches by any of its branches, with what stands beside it", () => {
    const pattern = { source: ["s"], $or: [{ a: [1] }, { b: [2], c: [3] }] };
    expect(matchesPattern(pattern, { source: "s", a: 1 })).toBe(true);
    expect(matchesPattern(pattern, { source: "s", b: 2, c: 3 })).toBe(true);
    expect(matchesPattern(pattern, { source: "s", b: 2 })).toBe(false);
    expect(matchesPattern(pattern, { source: "t", a: 1 })).toBe(false);
  });

  test("nests, and applies at the depth it stands at", () => {
    const pattern = { d: { $or: [{ a: [1] }, { b: [2], $or: [{ c: [3] }, { e: [4] }] }] } };
    expect(matchesPattern(pattern, { d: { b: 2, e: 4 } })).toBe(true);
    expect(matchesPattern(pattern, { d: { b: 2 } })).toBe(false);
    expect(matchesPattern(pattern, { a: 1 })).toBe(false);
  });

  test("asks more of a field the rest of the pattern also names, never less", () => {
    const pattern = { name: ["a", "b"], $or: [{ name: [{ "anything-but": "a" }] }, { x: ["y"] }] };
    expect(matchesPattern(pattern, { name: "b" })).toBe(true);
    expect(matchesPattern(pattern, { name: "c" })).toBe(false);
  });

  test("is an ordinary name where it cannot be an operator", () => {
    expect(matchesPattern({ $or: { a: [1] } }, { $or: { a: 1 } })).toBe(true);
    expect(matchesPattern({ $or: [{ prefix: "a" }, { suffix: "b" }] }, { $or: "xb" })).toBe(true);
  });
});

const refused: [reason: string, pattern: unknown][] = [
  ["a list", [1, 2]],
  ["nothing asked", {}],
  ["an empty object inside", { a: {} }],
  ["an empty list", { a: [] }],
  ["a value that is not in a list", { a: "b" }],
  ["a list in a list", { a: [["b"]] }],
  ["an empty expression", { a: [{}] }],
  ["two operators in one expression", { a: [{ prefix: "a", suffix: "b" }] }],
  ["an unknown operator", { a: [{ matches: "b" }] }],
  ["an operator's name from the prototype", { a: [{ constructor: "b" }] }],
  ["$or with one branch", { $or: [{ a: [1] }] }],
  ["$or with an empty branch", { $or: [{ a: [1] }, {}] }],
  ["$or with a list among its branches", { $or: [{ a: [1] }, { b: [1] }, [1]] }],
  ["prefix of a number", { a: [{ prefix: 3 }] }],
  ["prefix of an unknown kind", { a: [{ prefix: { wildcard: "a" } }] }],
  ["exactly a number", { a: [{ exactly: 3 }] }],
  ["exists of a text", { a: [{ exists: "true" }] }],
  ["wildcard with two stars in a row", { a: [{ wildcard: "a**b" }] }],
  ["wildcard with an escape of something else", { a: [{ wildcard: "a\\b" }] }],
  ["wildcard ending in an escape", { a: [{ wildcard: "a\\" }] }],
  ["anything-but nothing", { a: [{ "anything-but": [] }] }],
  ["anything-but a mixture", { a: [{ "anything-but": ["a", 1] }] }],
  ["anything-but null", { a: [{ "anything-but": null }] }],
  ["anything-but an unknown kind", { a: [{ "anything-but": { numeric: ["=", 1] } }] }],
  ["anything-but an empty prefix", { a: [{ "anything-but": { prefix: "" } }] }],
  ["anything-but a list of number prefixes", { a: [{ "anything-but": { prefix: [1] } }] }],
  ["numeric without an operator", { a: [{ numeric: [] }] }],
  ["numeric without a number", { a: [{ numeric: ["="] }] }],
  ["numeric of a text", { a: [{ numeric: ["=", "1"] }] }],
  ["numeric beyond a double", { a: [{ numeric: ["=", Infinity] }] }],
  ["numeric with an unknown operator", { a: [{ numeric: ["<>", 1] }] }],
  ["numeric range written from the top", { a: [{ numeric: ["<", 5, ">", 0] }] }],
  ["numeric range of nothing", { a: [{ numeric: [">", 5, "<", 5] }] }],
  ["numeric range with something behind it", { a: [{ numeric: [">", 1, "<", 5, ">", 9] }] }],
  ["cidr of one address", { a: [{ cidr: "10.0.0.1/32" }] }],
  ["cidr without bits", { a: [{ cidr: "10.0.0.0" }] }],
  ["cidr of no address", { a: [{ cidr: "ten/8" }] }],
];

test.each(refused)("a pattern is refused for %s", (_reason, pattern) => {
  expect(() => matchesPattern(pattern, {})).toThrow(InvalidEventPattern);
});

test("a thousand values in each of two arrays are matched at once", () => {
  const values = Array.from({ length: 1000 }, (_, index) => index);
  const pattern = { a: [{ numeric: [">=", 0] }], b: [{ numeric: [">=", 0] }], z: ["missing"] };
  expect(matchesPattern(pattern, { a: values, b: values, z: "there" })).toBe(false);
});
