import type { PageMessage } from "../contracts/page.ts";
import { customerLines } from "./customer-lines.ts";

/** A page as plain HTML: nothing to load, and nothing in it that was not escaped. */
export const htmlText = (page: PageMessage): string =>
  [
    `<h2>${escaped(page.title)}</h2>`,
    ...page.lines.map((line) => `<p>${escaped(line)}</p>`),
    ...customerLines(page).map((line) => `<blockquote>${escaped(line)}</blockquote>`),
    ...page.links.map(({ label, url }) => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`),
    `<p><small>Page ${escaped(page.id)}</small></p>`,
  ].join("\n");

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
