/** The operators on text. None of them matches a number, a boolean or null. */
import { isObject, type LeafTest } from "./leaf.ts";
import { refuse } from "./invalid-event-pattern.ts";

const onText =
  (matches: (text: string) => boolean): LeafTest =>
  (leaf) =>
    typeof leaf === "string" && matches(leaf);

const textOf = (operand: unknown, operator: string): string =>
  typeof operand === "string" ? operand : refuse(`${operator} match pattern must be a string`);

export const readExactly = (operand: unknown): LeafTest => {
  const wanted = textOf(operand, "exact");
  return onText((text) => text === wanted);
};

export const readPrefix = (operand: unknown): LeafTest => {
  if (isObject(operand)) {
    const spellings = spellingsOf(caseInsensitiveOf(operand, "prefix"));
    return onText((text) => foldedPrefix(spellings, text) !== undefined);
  }
  const prefix = textOf(operand, "prefix");
  return onText((text) => text.startsWith(prefix));
};

export const readSuffix = (operand: unknown): LeafTest => {
  if (isObject(operand)) {
    const spellings = spellingsOf(caseInsensitiveOf(operand, "suffix"));
    return onText((text) => hasFoldedSuffix(spellings, text));
  }
  const suffix = textOf(operand, "suffix");
  return onText((text) => text.endsWith(suffix));
};

export const readEqualsIgnoreCase = (operand: unknown): LeafTest => {
  const spellings = spellingsOf(textOf(operand, "equals-ignore-case"));
  return onText((text) => foldedPrefix(spellings, text) === text.length);
};

/** `*` stands for any text; `\*` and `\\` for the characters themselves. */
export const readWildcard = (operand: unknown): LeafTest => {
  const [first = "", ...others] = literalsOf(textOf(operand, "wildcard"));
  const last = others.pop();
  if (last === undefined) return onText((text) => text === first);
  return onText((text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const literal of others) {
      const found = text.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  });
};

/** What stands between the wildcards, escapes resolved. */
const literalsOf = (wildcard: string): string[] => {
  const literals = [""];
  for (const [token] of wildcard.matchAll(/\\[*\\]|[^]/g)) {
    if (token === "\\") refuse(`Invalid escape character in wildcard ${wildcard}`);
    if (token !== "*") literals.push((literals.pop() ?? "") + token.slice(-1));
    else if (literals.length > 1 && literals.at(-1) === "")
      refuse(`Consecutive wildcard characters in ${wildcard}`);
    else literals.push("");
  }
  return literals;
};

const caseInsensitiveOf = (operand: Readonly<Record<string, unknown>>, operator: string): string => {
  const [[name, text] = ["", undefined], ...others] = Object.entries(operand);
  if (name !== "equals-ignore-case") return refuse(`Unsupported ${operator} pattern: ${name}`);
  if (others.length > 0) return refuse("Only one key allowed in match expression");
  return textOf(text, name);
};

/** EventBridge folds case by character: each may appear as written, or wholly in lower or in upper case. */
const spellingsOf = (text: string): (readonly string[])[] =>
  Array.from(text, (character) => [character, character.toLowerCase(), character.toUpperCase()]);

/** How much of the text is taken up by the folded prefix, or undefined when it does not begin with it. */
const foldedPrefix = (spellings: readonly (readonly string[])[], text: string): number | undefined => {
  let at = 0;
  for (const forms of spellings) {
    const form = forms.find((candidate) => text.startsWith(candidate, at));
    if (form === undefined) return undefined;
    at += form.length;
  }
  return at;
};

const hasFoldedSuffix = (spellings: readonly (readonly string[])[], text: string): boolean => {
  let at = text.length;
  for (const forms of spellings.toReversed()) {
    const form = forms.find((candidate) => text.endsWith(candidate, at));
    if (form === undefined) return false;
    at -= form.length;
  }
  return true;
};
