/**
 * Which browser it is. It is given a random value with the first page, before anything is used, so that a tap whose
 * answer was lost on the way can be repeated, and two quick taps are one browser's. The link is then tied to the
 * value's hash; the value itself is nowhere but in the browser.
 */
import { createHash } from "node:crypto";
import type { HttpRequest } from "../../shared/handlers/on-request.ts";

const cookieName = "__Secure-page";

/** 32 random bytes; anything else in the cookie is none of ours. */
const CookieValue = /^[\w-]{43}$/u;

/** The hash by which the browser is known; null for one that has no cookie of ours. */
export const browserOf = ({ cookies }: Pick<HttpRequest, "cookies">): string | null => {
  const value = cookies[cookieName] ?? "";
  return CookieValue.test(value) ? createHash("sha256").update(value).digest("base64url") : null;
};

/** Lax and not Strict: who taps the link in the chat again comes from another site, and is the same browser still. */
export const cookieFor = (path: string, value: string, maxAgeSeconds: number): string =>
  `${cookieName}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;

/**
 * Whether a form was sent from our own page, as far as the browser says: browsers of today say it in so many words, and
 * whatever stands in front of the API may have another name than the host we are told. An older one names an origin,
 * or under `no-referrer` calls even our own `null`; then there is still the Lax cookie, which no foreign form brings.
 */
export const isOurForm = ({ headers }: Pick<HttpRequest, "headers">): boolean => {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site === "same-origin" || site === "none";
  if (origin === undefined || origin === "null") return true;
  return URL.canParse(origin) && new URL(origin).host === host;
};
