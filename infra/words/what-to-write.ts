/**
 * What is wrong with something a person wrote, in words that say what to write instead. A schema that says something
 * for itself comes first; this speaks for all others. Never the value: it may be a customer's.
 */
import * as z from "zod";
import { closestOption } from "./closest-option.ts";
import { nearestOf } from "./nearest-of.ts";
import { unknownKeys } from "./unknown-name.ts";

type Issue = z.core.$ZodRawIssue;
type Told<Code extends Issue["code"]> = Extract<Issue, { readonly code: Code }>;

export const whatToWrite = (issue: Issue): string => {
  const words = wordsFor(issue);
  return issue.input === undefined ? `is missing: ${words}` : words;
};

const wordsFor = (issue: Issue): string => {
  switch (issue.code) {
    case "invalid_type":
    case "invalid_value":
      return `write ${wantedBy(issue)}${meant(issue)}`;
    case "too_small":
      return fewest(issue);
    case "too_big":
      return most(issue);
    case "invalid_format":
      return `write ${formats[issue.format] ?? `what fits ${issue.pattern ?? issue.format}`}`;
    case "not_multiple_of":
      return `write a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return unknownKeys(issue.keys, keysOf(issue), { ...issue.input });
    case "invalid_key":
    case "invalid_element":
      return `has a name that makes no sense: ${issue.issues.map(({ message }) => message).join("; ")}`;
    case "invalid_union":
      return unionWords(issue);
    case "custom":
      return "makes no sense here";
  }
};

const wantedBy = (
  issue: z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue | Told<"invalid_type" | "invalid_value">,
): string => {
  if (issue.code === "invalid_type") return types[issue.expected] ?? `a ${issue.expected}`;
  const [only] = issue.values;
  return issue.values.length === 1 ? JSON.stringify(only) : `one of ${issue.values.map(String).join(", ")}`;
};

/** For a slip of the keys; only ever a value that is known. */
const meant = (issue: Told<"invalid_type" | "invalid_value">): string => {
  if (issue.code !== "invalid_value" || typeof issue.input !== "string" || issue.values.length < 2) return "";
  const near = nearestOf(issue.input, issue.values.map(String));
  return near === undefined ? "" : `; did you mean ${near}?`;
};

const types: Readonly<Record<string, string>> = {
  string: "a text in quotes here",
  number: "a number here",
  int: "a whole number here",
  boolean: "true or false",
  array: "a list here, in [ ]",
  tuple: "a list here, in [ ]",
  object: "an object here, in { }",
  record: "an object here, in { }",
  null: "null",
  date: "a date here",
};

const formats: Readonly<Record<string, string>> = {
  datetime: "an instant like 2026-03-04T09:00:00Z",
  date: "a date that exists, like 2026-12-24",
  time: "a time like 09:00",
  email: "an e-mail address",
  url: "a URL like https://brand.example",
};

/** What the bounds of texts and lists count; those of numbers count nothing. */
const counted: Readonly<Record<string, string>> = { string: "letters", array: "entries" };

const fewest = ({ origin, minimum, inclusive }: Told<"too_small">): string => {
  const unit = counted[origin];
  if (unit === undefined)
    return `write a number ${inclusive === true ? "from" : "above"} ${minimum}${inclusive === true ? " on" : ""}`;
  if (Number(minimum) > 1) return `write at least ${minimum} ${unit}`;
  return `is empty: write ${origin === "string" ? "something" : "at least one"} here`;
};

const most = ({ origin, maximum, inclusive }: Told<"too_big">): string => {
  const unit = counted[origin];
  if (unit === undefined) return `write a number ${inclusive === true ? "up to" : "below"} ${maximum}`;
  return `write at most ${maximum} ${unit}`;
};

const keysOf = ({ inst }: Told<"unrecognized_keys">): string[] =>
  inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];

/** For an object that says itself which of several it is. */
const kindWords = ({ input, ...issue }: Told<"invalid_union">, kinds: readonly string[]): string => {
  const written = new Map(Object.entries({ ...Object(input) })).get(String(issue["discriminator"]));
  const near = typeof written === "string" ? nearestOf(written, kinds) : undefined;
  return `write one of ${kinds.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
};

const unionWords = (issue: Told<"invalid_union">): string => {
  if (Array.isArray(issue.options)) return kindWords(issue, issue.options.map(String));
  const closest = closestOption(issue.errors);
  if (closest !== undefined)
    return closest
      .map(({ path, message }) => [z.core.toDotPath(path), message].filter((part) => part !== "").join(": "))
      .join("; ");
  const wanted = issue.errors
    .flatMap(([first]) => first ?? [])
    .flatMap((first) =>
      first.code === "invalid_type" || first.code === "invalid_value" ? [wantedBy(first)] : [],
    );
  return wanted.length > 0 ? `write ${wanted.join(", or ")}` : "is none of what can be written here";
};
