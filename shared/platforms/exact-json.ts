/**
 * JSON whose numbers keep every digit. Platforms write ids beyond 2^53 as numbers, and `JSON.parse` rounds those in
 * silence; where a number would not come out as it went in, its source text is carried in its place.
 */
declare global {
  /** The language's JSON source text access, in Node since 22; TypeScript's library does not describe it yet. */
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
    rawJSON(source: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
  }
}

/** A number as its source text; `JSON.stringify` writes that text. */
type RawNumber = { readonly rawJSON: string };

/**
 * Throws SyntaxError for what is not JSON, and RangeError for what is nested beyond reason. A byte order mark before it
 * is passed over, as RFC 8259 allows: nothing that was signed should be lost for it.
 */
export const parseExactly = (text: string): unknown =>
  JSON.parse(text.replace(/^\u{FEFF}/u, ""), (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source
      ? JSON.rawJSON(source)
      : value,
  );

export type ReadJson =
  | { readonly json: unknown }
  | { readonly problem: "is not JSON" | "is nested too deeply" };

/** The same as a value. The parser's own message is left out: it quotes the text, which may be a customer's. */
export const readExactly = (text: string): ReadJson => {
  try {
    return { json: parseExactly(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "is not JSON" };
    if (error instanceof RangeError) return { problem: "is nested too deeply" };
    throw error;
  }
};

/** An object with fields: neither an array nor a number that is carried as its source. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

/** Whether an error says that a text cannot be read as JSON, or not written as such again. */
export const isNoJson = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof RangeError;
