import type { Access } from "./platform-connector.ts";

/** Shorter than any token, and likely to be a part of ordinary words. */
const shortestSecret = 6;

/** What a platform said, fit to be shown: some repeat the token they refuse. */
export const withoutSecrets = (text: string, access: Access): string =>
  Object.values(access)
    .filter((value) => value.length >= shortestSecret)
    .reduce((shown, value) => shown.replaceAll(value, "…"), text);
