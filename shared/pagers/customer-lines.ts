import type { PageMessage } from "../contracts/page.ts";

/** What the customer said and who they are, for a destination that shows it: nothing in every other page. */
export const customerLines = ({ customer }: Pick<PageMessage, "customer">): string[] => {
  if (customer === undefined) return [];
  const { name, handle, text } = customer;
  const who = [name, handle === null ? null : `@${handle}`].filter((known) => known !== null).join(", ");
  return [`${who === "" ? "The customer" : who} wrote: ${text.replaceAll(/\s+/gu, " ").trim()}`];
};
