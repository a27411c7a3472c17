/** What a text says as JSON, with or without the mark some editors put before it; undefined for a text that is none. */
export const jsonOrNothing = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch {
    return undefined;
  }
};
