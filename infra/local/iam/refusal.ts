import { AwsError } from "../gateway/aws-error.ts";
import type { NamedCaller } from "./caller.ts";
import type { Judgement } from "./evaluate.ts";
import type { Need } from "./needs/need.ts";

/** What each API calls an access denied, where it is not what nearly all call it. */
const words: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  sqs: { code: "AccessDenied", status: 403 },
  sns: { code: "AuthorizationError", status: 403 },
  lambda: { code: "AccessDeniedException", status: 403 },
};
const usualWords = { code: "AccessDeniedException", status: 400 };

/** An access denied in the words of AWS: who may not do what to what, and which kind of policy would have to change. */
export const refusal = (
  api: string,
  { user, isService }: NamedCaller,
  { action, resource }: Need,
  { because }: Judgement,
): AwsError => {
  const denies = because[0];
  const kind = (denies === undefined ? isService : isOfResource(denies))
    ? "resource-based"
    : "identity-based";
  const reason =
    denies === undefined
      ? `because no ${kind} policy allows the ${action} action`
      : `with an explicit deny in ${kind === "resource-based" ? "a" : "an"} ${kind} policy`;
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  return new AwsError({ ...(words[api] ?? usualWords), message });
};

/** Only a resource's own policy says whom it speaks of. */
const isOfResource = (statement: Judgement["because"][number]): boolean =>
  statement.Principal !== undefined || statement.NotPrincipal !== undefined;
