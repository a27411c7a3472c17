/**
 * IAM's decision about one call within one account: an explicit deny anywhere ends it; an allow by the caller's own
 * policies or by the resource's is enough; otherwise the answer is no because nobody said yes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { conditionsHold } from "./condition/conditions-hold.ts";
import { listOf, statementsOf, type PolicyDocument, type PolicyStatement } from "./policy-document.ts";
import { globOf } from "./policy-text.ts";
import { askerOf, matchPrincipal, type Asker } from "./principal.ts";
import { lookupIn, type ContextLookup, type RequestContext } from "./request-context.ts";

type Request = {
  /** Who asks: a role's or a session's ARN, or a service such as `events.amazonaws.com`. */
  readonly principal: string;
  /** `sqs:SendMessage` */
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
};

export type AccessRequest = Request & {
  /** The policies of the principal: inline and attached alike. */
  readonly identityPolicies: readonly PolicyDocument[];
  readonly resourcePolicy: PolicyDocument | null;
};

export type Verdict = "Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied";

export const evaluate = ({ identityPolicies, resourcePolicy, ...request }: AccessRequest): Verdict =>
  judge(request, {
    own: identityPolicies.flatMap(statementsOf),
    ofResource: resourcePolicy === null ? [] : statementsOf(resourcePolicy),
  }).verdict;

export type Judgement = {
  readonly verdict: Verdict;
  /** The statements that say so; none for a call nobody spoke of. */
  readonly because: readonly PolicyStatement[];
};

type Statements = Readonly<Record<"own" | "ofResource", readonly PolicyStatement[]>>;

/** The decision and its reasons, from statements that have left their documents. */
export const judge = (request: Request, { own, ofResource }: Statements): Judgement => {
  const lookup = lookupIn(request.context);
  const asker = askerOf(request.principal, lookup);
  const applying = [...own, ...ofResource.filter((statement) => concerns(statement, asker))].filter(
    (statement) => applies(statement, request, lookup),
  );
  const denying = applying.filter(({ Effect }) => Effect === "Deny");

  if (denying.length > 0) return { verdict: "ExplicitlyDenied", because: denying };
  return { verdict: applying.length > 0 ? "Allowed" : "ImplicitlyDenied", because: applying };
};

/** To allow an account is to let its own policies decide; to deny it is to deny everyone in it. */
const concerns = ({ Effect, Principal, NotPrincipal }: PolicyStatement, asker: Asker): boolean => {
  if (Principal !== undefined) {
    const match = matchPrincipal(Principal, asker);
    return match === "named" || (match === "account" && Effect === "Deny");
  }
  return NotPrincipal !== undefined && matchPrincipal(NotPrincipal, asker) === "none";
};

const applies = (statement: PolicyStatement, request: Request, lookup: ContextLookup): boolean =>
  coversAction(statement, request.action, lookup) &&
  coversResource(statement, request.resource, lookup) &&
  conditionsHold(statement.Condition, lookup);

const coversAction = (
  { Action, NotAction }: PolicyStatement,
  action: string,
  lookup: ContextLookup,
): boolean => {
  const isNamed = (globs: readonly string[]): boolean =>
    globs.some((glob) => globOf(glob, lookup, { ignoreCase: true })(action));
  return NotAction === undefined ? isNamed(listOf(Action)) : !isNamed(listOf(NotAction));
};

/** A resource's policy may leave its Resource out: it can only mean the resource it hangs on. */
const coversResource = (statement: PolicyStatement, resource: string, lookup: ContextLookup): boolean => {
  const { Resource, NotResource } = statement;
  const isNamed = (globs: readonly string[]): boolean => globs.some((glob) => globOf(glob, lookup)(resource));
  if (NotResource !== undefined) return !isNamed(listOf(NotResource));
  return Resource === undefined || isNamed(listOf(Resource));
};
