/**
 * HTML as a value of its own. What is put between the parts of a template is text, and stays text: it is escaped
 * unless it is HTML already. Attributes are always quoted, so that one rule fits everywhere a value may stand; none
 * of ours is one a browser would run, or a URL that was not checked.
 */
const marked: unique symbol = Symbol("html");

export type Html = { readonly [marked]: string };

/** Nothing at all for null and false, one after the other for a list. */
type Value = Html | string | number | null | false | readonly Value[];

export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  trustedHtml(String.raw({ raw: parts }, ...values.map(textOf)));

/** Takes a text for HTML as it is. Never for anything somebody else wrote. */
export const trustedHtml = (text: string): Html => ({ [marked]: text });

export const markupOf = (value: Html): string => value[marked];

const textOf = (value: Value): string => {
  if (value === null || value === false) return "";
  if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
  return isList(value) ? value.map(textOf).join("") : markupOf(value);
};

const isList = (value: Html | readonly Value[]): value is readonly Value[] => Array.isArray(value);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Half a surrogate pair cannot travel as UTF-8, and no document may hold control characters but these white spaces. */
const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD")
    .replaceAll(/[&<>"']/gu, (sign) => entities[sign] ?? "");
