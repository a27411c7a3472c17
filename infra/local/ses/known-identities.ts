/**
 * Which senders are verified nobody can know here, as they are no part of a template. Those it speaks of are taken to be:
 * what some policy allows somebody to send as.
 */
import type { PolicyDocument } from "../iam/policy-document.ts";

type Here = { readonly region: string; readonly accountId: string };

/** The identity SES would judge a sender by: its address, else the nearest domain above it; its own domain where none is known. */
export const identityArnOfSender = (policies: readonly PolicyDocument[], { region, accountId }: Here) => {
  const prefix = `arn:aws:ses:${region}:${accountId}:identity/`;
  const known = new Set(
    [...JSON.stringify(policies).matchAll(/:identity\/([^"*]+)"/gu)].map(([, name = ""]) => name),
  );
  return (address: string): string => {
    const domain = address.slice(address.lastIndexOf("@") + 1);
    return prefix + ([address, ...domainsAbove(domain)].find((name) => known.has(name)) ?? domain);
  };
};

/** `mail.brand.example`, `brand.example`, `example`. */
const domainsAbove = (domain: string): string[] => {
  const labels = domain.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
};
