import { listOf, type PolicyPrincipal } from "./policy-document.ts";
import type { ContextLookup } from "./request-context.ts";

/** Whoever asks, under each name a policy may know them by. */
export type Asker = { readonly identities: readonly string[]; readonly accountNames: readonly string[] };

/** `account`: named only through the account it belongs to, which leaves the decision to its own policies. */
export type PrincipalMatch = "named" | "account" | "none";

/** How a policy's Principal names who is asking: by ARN, session or role; by account; as a service; or as anyone. */
export const matchPrincipal = (element: PolicyPrincipal, asker: Asker): PrincipalMatch => {
  if (element === "*") return "named";
  const names = Object.values(element).flatMap((values) => listOf(values));
  if (names.some((name) => name === "*" || asker.identities.includes(name))) return "named";
  return names.some((name) => asker.accountNames.includes(name)) ? "account" : "none";
};

/** The role behind a session may be named in its place. Its path is known only to the request's `aws:PrincipalArn`. */
export const askerOf = (principal: string, lookup: ContextLookup): Asker => {
  const role = lookup("aws:PrincipalArn") ?? [roleOfSession(principal)];
  const account = /^arn:[^:]+:(?:iam|sts)::(\d+):/.exec(principal)?.[1];
  return {
    identities: [principal, ...role.filter((identity) => identity !== undefined)],
    accountNames: account === undefined ? [] : [account, `arn:aws:iam::${account}:root`],
  };
};

/** `arn:aws:sts::1:assumed-role/name/session` → `arn:aws:iam::1:role/name`. */
const roleOfSession = (principal: string): string | undefined => {
  const [, partition, account, role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/.+$/.exec(principal) ?? [];
  return role === undefined ? undefined : `arn:${partition}:iam::${account}:role/${role}`;
};
