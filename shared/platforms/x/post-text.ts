import { boundedText } from "../bounded-text.ts";
import type { Post } from "./payload.ts";

/** What the person wrote: the whole of it, without the handles X puts before a reply, HTML entities unescaped once. */
export const postText = (post: Post): string => boundedText(unescapeOnce(withoutReplyHandles(post)));

/**
 * `display_text_range` counts code points of `text`. It is taken back to the start of a word, because published bodies
 * are off by one, and it speaks of a long post's full text only if that begins with the same handles.
 */
const withoutReplyHandles = ({ text, note_tweet, display_text_range }: Post): string => {
  const short = Array.from(text);
  const start = wordStart(short, display_text_range?.[0] ?? 0);
  const handles = short.slice(0, start).join("");
  const whole = note_tweet?.text ?? text;
  return whole.startsWith(handles) ? whole.slice(handles.length) : whole;
};

const wordStart = (characters: readonly string[], index: number): number => {
  let start = Math.max(0, Math.min(Math.trunc(index), characters.length));
  while (isLetter(characters[start - 1]) && isLetter(characters[start])) start -= 1;
  return start;
};

const isLetter = (character: string | undefined): boolean => character !== undefined && /\S/u.test(character);

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** In one pass, so that a person who wrote `&lt;` is not made to have written `<`. */
export const unescapeOnce = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => entities[entity] ?? entity);
