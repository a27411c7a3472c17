/**
 * What of a text the model weighs: its words, pairs and triples of words; the letters of each word in runs of three to
 * five, which survive a misspelling; and the cues. Words and letters are told apart by the hash they start from.
 */
import { phraseCues, signCues } from "./cues.ts";
import { bucketOf, hashOn, hashStart, hashUnit, pairHash, space, tripleHash, wordHash } from "./hash.ts";
import { prepareText, tokensOf } from "./prepare-text.ts";

export type Features = {
  readonly prepared: string;
  readonly tokens: readonly string[];
  /** Buckets of words, then of letters; repeated where the text repeats itself. */
  readonly words: readonly number[];
  readonly letters: readonly number[];
  /** Which cues were found, by their place in the list. */
  readonly cues: readonly number[];
};

const letterStarts = [3, 4, 5].map((length) => hashOn(hashStart, `c${length}`));

export const featuresOf = (text: string): Features => {
  const prepared = prepareText(text);
  const tokens = tokensOf(prepared);
  const words: number[] = [];
  const letters: number[] = [];
  const found = new Set<number>();
  const look = (hash: number): void => {
    const cues = phraseCues.get(hash);
    if (cues !== undefined) for (const cue of cues) found.add(cue);
  };

  let before = "";
  let twoBefore = "";
  for (const token of tokens) {
    const word = wordHash(token);
    words.push(bucketOf(word));
    look(word);
    if (before !== "") {
      const pair = pairHash(before, token);
      words.push(bucketOf(pair));
      look(pair);
    }
    if (twoBefore !== "") {
      const triple = tripleHash(twoBefore, before, token);
      words.push(bucketOf(triple));
      look(triple);
    }
    spell(token, letters);
    twoBefore = before;
    before = token;
  }
  for (const cue of signCues(text, tokens)) found.add(cue);
  return { prepared, tokens, words, letters, cues: [...found] };
};

/** Runs of three, four and five units of a word with its edges. */
const spell = (word: string, into: number[]): void => {
  const length = word.length + 2;
  for (let from = 0; from < length - 2; from += 1) {
    for (let run = 0; run < 3 && from + run + 3 <= length; run += 1) {
      let hash = letterStarts[run] ?? hashStart;
      for (let at = from; at < from + run + 3; at += 1)
        hash = hashUnit(hash, at === 0 || at === length - 1 ? space : word.charCodeAt(at - 1));
      into.push(bucketOf(hash));
    }
  }
};
