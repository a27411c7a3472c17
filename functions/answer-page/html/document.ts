/** A whole document, and the headers without which none of ours is sent. */
import { createHash } from "node:crypto";
import type { HttpAnswer } from "../../../shared/handlers/on-request.ts";
import { html, markupOf, trustedHtml, type Html } from "./html.ts";
import { style } from "./style.ts";

export type Page = { readonly status: number; readonly title: string; readonly body: Html };

/** Nothing is loaded, nothing runs, and one style sheet holds: the very bytes of ours, so it stands in no template. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** The URL lets somebody in: it is kept nowhere, indexed nowhere, and told to no other site. */
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": policy,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow, noarchive",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** The page as it is answered. */
export const documentAnswer = (
  { status, title, body }: Page,
  more: Pick<HttpAnswer, "headers" | "cookies"> = {},
): HttpAnswer => ({
  status,
  body: `<!doctype html>\n${markupOf(documentOf(title, body))}\n`,
  ...more,
  headers: { ...headers, ...more.headers },
});

/** To be looked at under this path: so that going back or loading again repeats nothing. */
export const seeOther = (path: string): HttpAnswer => ({
  status: 303,
  body: "",
  headers: { ...headers, location: path },
});

const documentOf = (title: string, body: Html): Html =>
  html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>${title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="robots" content="noindex, nofollow, noarchive" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
      <meta name="color-scheme" content="light dark" />
      ${trustedHtml(`<style>${style}</style>`)}
    </head>
    <body>
      ${body}
    </body>
  </html>`;
