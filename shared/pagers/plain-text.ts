/** A page as plain text: whole, and as what fits one SMS. */
import type { PageMessage } from "../contracts/page.ts";
import { customerLines } from "./customer-lines.ts";

export const plainText = (page: PageMessage): string =>
  [
    page.title,
    "",
    ...page.lines,
    ...customerLines(page),
    ...page.links.map(({ label, url }) => `${label}: ${url}`),
    "",
    `Page ${page.id}`,
  ].join("\n");

/** What one SMS carries, in the alphabet every phone has. */
const smsCharacters = 160;

/** The title, and the first link where there is room for it: a link that is cut leads nowhere. */
export const oneSms = ({ title, links: [link] }: PageMessage): string => {
  const plain = title.replaceAll(/[^ -~]/gu, "?");
  const whole = link === undefined ? plain : `${plain} ${link.url}`;
  return whole.length <= smsCharacters ? whole : plain.slice(0, smsCharacters);
};
