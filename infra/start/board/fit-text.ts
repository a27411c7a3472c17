import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/**
 * Exactly `width` columns of a text: cut with an ellipsis, or filled with spaces. What a stranger wrote cannot move
 * the cursor (control characters are taken out) nor turn the rest of the line around (its direction is isolated).
 */
export const fitText = (text: string, width: number): string => {
  const cut = cutTo(cleanText(text), width);
  const shown = hasRightToLeft.test(cut) ? `\u2068${cut}\u2069` : cut;
  return shown + " ".repeat(Math.max(0, width - stringWidth(cut)));
};

/** A stranger's text on one line, without anything that would do something to a terminal. */
export const cleanText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .trim();

const hasRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const cutTo = (text: string, width: number): string => {
  // Far more than fits on any line: the rest need not even be measured.
  const head = text.slice(0, width * 8);
  if (head.length === text.length && stringWidth(head) <= width) return head;
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes.segment(head)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};
