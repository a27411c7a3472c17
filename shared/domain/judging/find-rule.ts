import { foldText, holdsWords } from "./fold-text.ts";
import type { Mention } from "../messages/mention.ts";
import type { Rule, When } from "./rule.ts";

export type Judged = Pick<Mention, "text" | "channelId" | "threadId" | "author">;

/** The first rule that holds for a mention; null for none. */
export const findRule = (mention: Judged, rules: readonly Rule[]): Rule | null => {
  if (rules.length === 0) return null;
  const text = foldText(mention.text);
  return rules.find(({ when }) => holdsForText(when, text) && holdsForPlace(when, mention)) ?? null;
};

/** Whether the words of a folded text are those a rule asks for; one that asks for none holds for any. */
export const holdsForText = ({ keywords, hashtags }: When, text: string): boolean =>
  (keywords === undefined || keywords.some((keyword) => holdsWords(text, foldText(keyword)))) &&
  (hashtags === undefined || hashtags.some((hashtag) => holdsWords(text, hashtagWords(hashtag))));

/** A hashtag as it stands in a folded text. */
export const hashtagWords = (hashtag: string): string => `#${bare(hashtag)}`;

/** An author or a hashtag, without the mark people may write before it. */
export const bare = (name: string): string => foldText(name).replace(/^[@#]/u, "");

const holdsForPlace = ({ authors, channels, threads }: When, mention: Judged): boolean =>
  (authors === undefined || authors.some((author) => isAuthor(author, mention.author))) &&
  (channels === undefined || channels.includes(mention.channelId)) &&
  (threads === undefined || threads.includes(mention.threadId));

const isAuthor = (name: string, { id, handle }: Mention["author"]): boolean =>
  name === id || (handle !== null && bare(name) === bare(handle));
