/**
 * Posts that are the same but for names, brands and numbers: what a template with slots would give. Compared by runs
 * of five characters; candidates are found by their rarest runs, so that thousands of posts take a moment.
 */
import { addressMark, linkMark, mentionMark, moneyMark, numberMark, prepareText } from "../prepare-text.ts";

export type Twins = { readonly one: string; readonly other: string; readonly likeness: number };

const run = 5;

const marks = new RegExp(`[${addressMark}${mentionMark}${linkMark}${moneyMark}${numberMark}]`, "gu");

/** Names are what is capitalised inside a sentence, and handles and hashtags. */
const masked = (text: string): string =>
  prepareText(text.replaceAll(/(?<=[\p{Ll},;] )\p{Lu}[\p{L}\d]+/gu, "").replaceAll(/#\w+/gu, ""))
    .replaceAll(marks, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();

const runsOf = (text: string): ReadonlySet<string> => {
  const runs = new Set<string>();
  for (let at = 0; at + run <= text.length; at += 1) runs.add(text.slice(at, at + run));
  return runs;
};

/** Every pair that shares at least `limit` of all its runs. Texts too short to have runs are compared as they are. */
export const findTwins = (texts: readonly string[], limit: number): Twins[] => {
  const posts = texts
    .map((text) => ({ text, mask: masked(text) }))
    .map((post) => ({ ...post, runs: runsOf(post.mask) }));
  const counts = new Map<string, number>();
  for (const { runs } of posts) for (const each of runs) counts.set(each, (counts.get(each) ?? 0) + 1);

  const holders = new Map<string, number[]>();
  const twins: Twins[] = [];
  for (const [index, { text, runs }] of posts.entries()) {
    if (runs.size === 0) continue;
    const rarest = [...runs].toSorted((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
    const telling = rarest.slice(0, runs.size - Math.ceil(limit * runs.size) + 1);
    const candidates = new Set(telling.flatMap((each) => holders.get(each) ?? []));
    for (const candidate of candidates) {
      const earlier = posts[candidate];
      const likeness = earlier === undefined ? 0 : jaccard(runs, earlier.runs);
      if (earlier !== undefined && likeness >= limit)
        twins.push({ one: earlier.text, other: text, likeness });
    }
    for (const each of telling) holders.set(each, [...(holders.get(each) ?? []), index]);
  }
  return twins;
};

const jaccard = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const shared = one.intersection(other).size;
  return shared / (one.size + other.size - shared);
};
