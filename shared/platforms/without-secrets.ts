import type { Access } from "./platform-connector.ts";

/** Shorter than any token, and likely to be a part of ordinary words. */
const shortestSecret = 6;

/** More than any documented error says. */
const longestSaying = 400;

/** Ends of lines, escape sequences of terminals, and what turns the direction of writing. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/**
 * What a platform said, fit to be shown on a terminal and in a log: some repeat the token they refuse, and whatever
 * stands between us and them may answer in their place.
 */
export const withoutSecrets = (text: string, access: Access): string => {
  const shown = Object.values(access)
    .filter((value) => value.length >= shortestSecret)
    .reduce((hidden, value) => hidden.replaceAll(value, "…"), text.replaceAll(unprintable, " ").trim());
  return shown.length > longestSaying ? `${shown.slice(0, longestSaying)}…` : shown;
};
