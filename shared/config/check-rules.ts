/**
 * What single rules cannot tell: that each can be told by its name, leads somewhere, can ever hold behind those before
 * it, and holds for the texts its author gave as examples.
 */
import { bare, hashtagWords, holdsForText } from "../domain/judging/find-rule.ts";
import { foldText, holdsWords } from "../domain/judging/fold-text.ts";
import type { Rule, When } from "../domain/judging/rule.ts";

type Checked = {
  readonly rules: readonly Rule[];
  readonly channels: object;
  readonly teams: object;
};

export type Refuse = (path: PropertyKey[], message: string) => void;

export const checkRules = ({ rules, channels, teams }: Checked, refuse: Refuse): void => {
  rules.forEach((rule, index) => {
    const earlier = rules.slice(0, index);
    const refuseHere: Refuse = (path, message) => refuse(["rules", index, ...path], message);
    checkNames(rule, { channels, teams }, refuseHere);
    if (earlier.some(({ name }) => name === rule.name))
      refuseHere(["name"], `"${rule.name}" is the name of an earlier rule: give each its own`);
    const winner = earlier.find(({ when }) => covers(when, rule.when, Object.keys(channels)));
    if (winner !== undefined)
      refuseHere(
        [],
        `can never decide: "${winner.name}" holds whenever it does, and comes first. Move it up, or take it out`,
      );
    checkExamples(rule, earlier, refuseHere);
  });
};

const checkNames = (
  { when, decides }: Rule,
  { channels, teams }: Pick<Checked, "channels" | "teams">,
  refuse: Refuse,
): void => {
  when.channels?.forEach((channel, index) => {
    if (!Object.hasOwn(channels, channel))
      refuse(
        ["when", "channels", index],
        `no channel is called "${channel}": name one of ${names(channels)}`,
      );
  });
  if (decides.team !== undefined && !Object.hasOwn(teams, decides.team))
    refuse(["decides", "team"], `no team is called "${decides.team}": name one of ${names(teams)}`);
};

/** Whether `earlier` holds for everything that `later` could hold for. */
const covers = (earlier: When, later: When, channels: readonly string[]): boolean =>
  coversWords(earlier, later) &&
  coversList(earlier.authors, later.authors, bare) &&
  coversList(earlier.threads, later.threads) &&
  coversList(earlier.channels, later.channels ?? channels);

const coversList = (
  earlier: readonly string[] | undefined,
  later: readonly string[] | undefined,
  as = (name: string): string => name,
): boolean => {
  if (earlier === undefined) return true;
  const known = new Set(earlier.map(as));
  return later?.every((name) => known.has(as(name))) ?? false;
};

/** A hashtag is a word of the text too, and so is every word of a longer phrase. */
const coversWords = (earlier: When, later: When): boolean => {
  const asked = [later.keywords?.map(foldText), later.hashtags?.map(hashtagWords)].filter(
    (words) => words !== undefined,
  );
  return [earlier.keywords?.map(foldText), earlier.hashtags?.map(hashtagWords)]
    .filter((words) => words !== undefined)
    .every((wanted) =>
      asked.some((words) => words.every((text) => wanted.some((word) => holdsWords(text, word)))),
    );
};

const checkExamples = ({ when, examples }: Rule, earlier: readonly Rule[], refuse: Refuse): void => {
  if (examples === undefined) return;
  if (!isAboutText(when))
    return refuse(["examples"], "are tried on keywords and hashtags, and this rule has none: take them out");
  examples.holds.forEach((text, index) => {
    const path = ["examples", "holds", index];
    const folded = foldText(text);
    if (!holdsForText(when, folded)) return refuse(path, `does not hold for "${text}": add a keyword for it`);
    const winner = earlier.find((rule) => isOnlyAboutText(rule.when) && holdsForText(rule.when, folded));
    if (winner !== undefined) refuse(path, `"${text}" is decided by the earlier rule "${winner.name}"`);
  });
  examples.fails.forEach((text, index) => {
    if (holdsForText(when, foldText(text)))
      refuse(["examples", "fails", index], `holds for "${text}": make its keywords more exact`);
  });
};

const isAboutText = ({ keywords, hashtags }: When): boolean =>
  keywords !== undefined || hashtags !== undefined;

const isOnlyAboutText = (when: When): boolean =>
  isAboutText(when) &&
  when.authors === undefined &&
  when.channels === undefined &&
  when.threads === undefined;

const names = (record: object): string => Object.keys(record).join(", ");
