import { equalsAny } from "../platforms/constant-time.ts";
import type { Link } from "./link.ts";
import { linkOf, signatureOf } from "./token.ts";

export type LinkVerdict =
  /** Signed by none of our secrets, whatever else is wrong with it. */
  | { readonly kind: "forged" }
  /** Ours, and too old to begin anything with. */
  | { readonly kind: "expired"; readonly link: Link }
  | { readonly kind: "link"; readonly link: Link };

/** Judges a token by every live secret. What is not a token at all is compared like one, and takes as long. */
export const verifyLink = (token: string, secrets: readonly string[], now: Date): LinkVerdict => {
  const cut = token.lastIndexOf(".");
  const payload = token.slice(0, Math.max(0, cut));
  const expected = secrets.map((secret) => signatureOf(payload, secret));
  if (!equalsAny(token.slice(cut + 1), expected)) return { kind: "forged" };
  const link = linkOf(payload);
  return now.getTime() < link.expiresAt.getTime() ? { kind: "link", link } : { kind: "expired", link };
};
