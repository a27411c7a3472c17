import { bins } from "./learned-correction.ts";

/** Only so much of a text is read: time must not grow with what a stranger sends. */
const readCharacters = 4000;

/** The bins a text's words fall into, each once. What personal data was covered with is no word. */
export const wordsOf = (text: string): readonly number[] => {
  const read = text.slice(0, readCharacters).normalize("NFKC").toLowerCase();
  const words = read.replaceAll(/https?:\S+|@\S+|\[[a-z-]+\]/gu, " ").match(/[\p{L}\p{M}\p{N}']{2,}/gu) ?? [];
  return [...new Set(words.map(binOf))];
};

/** FNV-1a: the same bin for the same word, on every machine and for ever. */
const binOf = (word: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193) >>> 0;
  return hash % bins;
};
