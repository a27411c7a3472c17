/**
 * A text as people mean it when they look for words in it: capitals, full-width letters, curly apostrophes and the
 * width of a gap make no difference.
 */
export const foldText = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replaceAll(/[‘’ʼ]/gu, "'").replaceAll(/\s+/gu, " ").trim();

/** Whether a folded text holds these folded words, whole: `art` is not in `party`. Time grows with the text only. */
export const holdsWords = (text: string, words: string): boolean => {
  if (words === "") return false;
  const [first, last] = [firstOf(words), lastOf(words)];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    const before = lastOf(text.slice(Math.max(0, at - 2), at));
    if (!joins(before, first) && !joins(last, firstOf(text.slice(end, end + 2)))) return true;
  }
  return false;
};

const firstOf = (text: string): string => Array.from(text).at(0) ?? "";
const lastOf = (text: string): string => Array.from(text).at(-1) ?? "";

/** Whether a word goes on from one letter to the next. Scripts without gaps between words have no such thing. */
const joins = (one: string, next: string): boolean =>
  inWord.test(one) && inWord.test(next) && !ungapped.test(one) && !ungapped.test(next);

const inWord = /^[\p{L}\p{M}\p{N}_]$/u;
const ungapped =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
