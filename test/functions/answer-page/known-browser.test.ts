import { expect, test } from "vitest";
import { browserOf, cookieFor, isOurForm } from "../../../functions/answer-page/known-browser.ts";

const value = "v".repeat(43);

test("a browser is known by its cookie, which cannot be told from what it is known by", () => {
  const known = browserOf({ cookies: { "__Secure-page": value } });
  expect(known).toMatch(/^[\w-]{43}$/u);
  expect(known).not.toBe(value);
  expect(browserOf({ cookies: { "__Secure-page": `w${value.slice(1)}` } })).not.toBe(known);
});

test.each([
  {},
  { "__Secure-page": "" },
  { "__Secure-page": "short" },
  { "__Secure-page": `${value}v` },
  { page: value },
])("a browser with the cookies %j is unknown", (cookies) => {
  expect(browserOf({ cookies })).toBeNull();
});

test("a cookie goes to this page alone, over TLS, to no script, and with no form of another site", () => {
  expect(cookieFor("/pages/1.a.b", value, 60)).toBe(
    `__Secure-page=${value}; Path=/pages/1.a.b; Max-Age=60; Secure; HttpOnly; SameSite=Lax`,
  );
});

const host = "abc.execute-api.eu-west-1.amazonaws.com";

test.each([
  ["our own, in a browser of today", { "sec-fetch-site": "same-origin", origin: "null" }, true],
  ["our own, under another name", { "sec-fetch-site": "same-origin", origin: "https://pages.example" }, true],
  ["our own, in an older one", { origin: `https://${host}` }, true],
  ["our own, in one that says nothing", {}, true],
  ["one sent again by hand", { "sec-fetch-site": "none", origin: "null" }, true],
  ["another site's", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
  ["another site's that hides its origin", { "sec-fetch-site": "cross-site", origin: "null" }, false],
  ["a neighbour's", { "sec-fetch-site": "same-site", origin: "https://x.amazonaws.com" }, false],
  ["another site's, in an older browser", { origin: "https://evil.example" }, false],
  ["one from an origin that is none", { origin: "evil" }, false],
])("a form that is %s: %j", (_, headers, isOurs) => {
  expect(isOurForm({ headers: { host, ...headers } })).toBe(isOurs);
});
