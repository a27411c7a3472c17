/** What a browser would make of a document of ours, read strictly: a sign that fits nowhere fails the test. */

/** A start or end tag as our templates write them: attributes in double quotes, or bare. */
const tag = /<(?:!doctype html|\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*\/?)>/gu;

const withoutStyle = (markup: string): string => markup.replace(/<style>[^<]*<\/style>/u, "");

/** Every tag in order, with the names of its attributes: `<a class href rel>`. */
export const skeletonOf = (markup: string): string[] => {
  const left = withoutStyle(markup).replaceAll(tag, "");
  if (/[<>]/u.test(left)) throw new Error(`no tag of ours: ${/.{0,40}[<>].{0,40}/u.exec(left)?.[0]}`);
  return (withoutStyle(markup).match(tag) ?? []).map((found) => found.replaceAll(/="[^"]*"/gu, ""));
};

const signs: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** The text between tags, as it is read. */
export const readText = (markup: string): string =>
  withoutStyle(markup)
    .replaceAll(tag, "")
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => signs[entity] ?? "");

/** The text of the paragraphs that hold what somebody wrote, each exactly. */
export const wordsIn = (markup: string): string[] =>
  [...markup.matchAll(/<p class="text"[^>]*>([^<]*)<\/p>/gu)].map(([, words = ""]) => readText(words));
