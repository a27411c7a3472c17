import { listOf, statementsOf, type PolicyDocument, type PolicyStatement } from "./policy-document.ts";

/**
 * Logs and traces are written by Lambda itself, and alarms are raised by CloudWatch, neither of which is here: whether
 * such a grant is needed cannot show on this machine.
 */
export const canBeUsedHere = ({ to, action }: Grant): boolean =>
  !/^(?:logs|xray):/u.test(action) && to !== "cloudwatch.amazonaws.com";

/** The smallest thing a policy gives: one action, or pattern of actions, on one resource or pattern of resources. */
export type Grant = {
  /** To whom: a role's ARN, or whoever a resource's own policy lets in, such as `events.amazonaws.com`. */
  readonly to: string;
  /** Which statement says so: `<its Sid, or its policy's name and its place there>`. */
  readonly statement: string;
  readonly action: string;
  readonly resource: string;
};

/** A statement that gives one grant, or one that takes away. */
export type Rule = { readonly statement: PolicyStatement; readonly grant?: Grant };

/**
 * A policy taken apart, so that each grant can be counted and withheld alone: allowing two actions on two resources is
 * allowing each of four. What a statement denies, and what it allows by naming exceptions, only makes sense whole.
 */
export const rulesOf = (
  document: PolicyDocument,
  policy: { readonly name: string; readonly of: string },
): Rule[] =>
  statementsOf(document).flatMap((statement, index) => {
    if (statement.Effect === "Deny") return [{ statement }];
    const name = statement.Sid ?? `${policy.name} #${index + 1}`;
    return partsOf(statement).map((part) => ({
      statement: part,
      grant: {
        to: whom(statement) ?? policy.of,
        statement: name,
        action: said(part.Action, part.NotAction),
        resource: said(
          part.Resource ?? (part.NotResource === undefined ? policy.of : undefined),
          part.NotResource,
        ),
      },
    }));
  });

const partsOf = (statement: PolicyStatement): PolicyStatement[] =>
  each(statement.Action).flatMap((Action) =>
    each(statement.Resource).map((Resource) => ({
      ...statement,
      ...(Action !== undefined && { Action }),
      ...(Resource !== undefined && { Resource }),
    })),
  );

const each = (oneOrMore: string | readonly string[] | undefined): readonly (string | undefined)[] =>
  oneOrMore === undefined ? [undefined] : listOf(oneOrMore);

const said = (
  named: string | readonly string[] | undefined,
  excepted: string | readonly string[] | undefined,
): string => (named === undefined ? `all but ${listOf(excepted).join(", ")}` : listOf(named).join(", "));

const whom = ({ Principal, NotPrincipal }: PolicyStatement): string | undefined => {
  if (NotPrincipal !== undefined) return `all but ${JSON.stringify(NotPrincipal)}`;
  if (Principal === undefined || typeof Principal === "string") return Principal;
  return Object.values(Principal)
    .flatMap(listOf<string>)
    .join(", ");
};
