/**
 * Text in a policy may hold variables: `${aws:PrincipalTag/team}`, `${aws:username, 'nobody'}` with a default, and
 * `${*}`, `${?}`, `${$}` for those characters themselves. Whatever a variable stands for is taken literally.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import type { ContextLookup } from "./request-context.ts";

type Piece = { readonly text: string; readonly isLiteral: boolean };

const variable = /\$\{\s*([^},]+?)\s*(?:,\s*'([^']*)'\s*)?\}/g;

/** The text with its variables filled in, or undefined when the request lacks one that has no default. */
export const fillIn = (text: string, lookup: ContextLookup): string | undefined =>
  piecesOf(text, lookup)
    ?.map((piece) => piece.text)
    .join("");

type Matches = (text: string) => boolean;

/** Tells whether a text matches a policy's text in which `*` stands for anything and `?` for one character. */
export const globOf = (glob: string, lookup: ContextLookup, { ignoreCase = false } = {}): Matches => {
  if (!glob.includes("${")) return plainGlob(glob, ignoreCase);
  const pieces = piecesOf(glob, lookup);
  return pieces === undefined ? () => false : compiled(pieces, ignoreCase);
};

/** Policies change with a deployment and are asked with every call, so what needs no request is compiled once. */
const plainGlobs = { exact: new Map<string, Matches>(), ignoringCase: new Map<string, Matches>() };

const plainGlob = (glob: string, ignoreCase: boolean): Matches => {
  const known = ignoreCase ? plainGlobs.ignoringCase : plainGlobs.exact;
  const matches = known.get(glob) ?? compiled([{ text: glob, isLiteral: false }], ignoreCase);
  if (known.size >= 10_000) known.clear();
  known.set(glob, matches);
  return matches;
};

const compiled = (pieces: readonly Piece[], ignoreCase: boolean): Matches => {
  const source = pieces
    .map((piece) => (piece.isLiteral ? escaped(piece.text) : wildcards(piece.text)))
    .join("");
  const expression = new RegExp(`^${source}$`, ignoreCase ? "isu" : "su");
  return (text) => expression.test(text);
};

const piecesOf = (text: string, lookup: ContextLookup): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(variable)) {
    const value = valueOf(match[1] ?? "", match[2], lookup);
    if (value === undefined) return undefined;
    pieces.push({ text: text.slice(at, match.index), isLiteral: false }, { text: value, isLiteral: true });
    at = match.index + match[0].length;
  }
  return [...pieces, { text: text.slice(at), isLiteral: false }];
};

const valueOf = (name: string, fallback: string | undefined, lookup: ContextLookup): string | undefined => {
  if (["*", "?", "$"].includes(name)) return name;
  const values = lookup(name);
  return values?.length === 1 ? values[0] : fallback;
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const wildcards = (text: string): string =>
  text.replace(/[*?]+|[^*?]+/g, (run) =>
    /[*?]/.test(run) ? run.replace(/\*+/g, ".*").replaceAll("?", ".") : escaped(run),
  );
