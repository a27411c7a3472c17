import type { Link } from "./link.ts";
import { payloadOf, signatureOf } from "./token.ts";

/** The token that makes a URL a link: append it to the address of the answer page. At most 300 characters for ids of ours. */
export const signLink = (link: Link, secret: string): string => {
  if (secret === "") throw new Error("an empty secret signs no links: anybody could sign with it");
  const payload = payloadOf(link);
  return `${payload}.${signatureOf(payload, secret)}`;
};
