/** Every policy of the template, taken apart into its grants; which of them were used, and which are withheld. */
import type { AttachedPolicies } from "../resource-policies.ts";
import { unknownKeysOf } from "./condition/known-keys.ts";
import { canBeUsedHere, rulesOf, type Grant, type Rule } from "./grant.ts";
import type { PolicyStatement } from "./policy-document.ts";
import type { IamRoles } from "./roles.ts";

export type UsedGrant = Grant & { /** How many calls it has let through. */ readonly calls: number };

export type PoliciesInForce = {
  /** What a role's policies say. Throws for a role the template does not have. */
  readonly ofRole: (roleArn: string) => readonly PolicyStatement[];
  readonly ofResource: (resourceArn: string) => readonly PolicyStatement[];
  /** Notes that these statements let a call through. */
  readonly used: (statements: readonly PolicyStatement[]) => void;
  /** Every grant that can be used here at all. */
  readonly grants: () => readonly UsedGrant[];
  /** Takes a grant out of force; what it returns puts it back. */
  readonly withhold: (grant: Grant) => () => void;
};

/** Throws for a condition the local runtime could not judge. */
export const readPolicies = (
  roles: Pick<IamRoles, "all">,
  attached: readonly AttachedPolicies[],
): PoliciesInForce => {
  const roleRules = new Map(
    roles
      .all()
      .map(({ arn, policies }) => [
        arn,
        policies.flatMap(({ name, document }) => rulesOf(document, { name, of: arn })),
      ]),
  );
  const resourceRules = new Map(
    attached
      .flatMap((policies) => [...policies.all()])
      .map(([arn, documents]) => [
        arn,
        documents.flatMap((document) => rulesOf(document, { name: nameOf(arn), of: arn })),
      ]),
  );
  const calls = new Map<PolicyStatement, number>();
  const withheld = new Set<PolicyStatement>();
  const allRules = [...roleRules.values(), ...resourceRules.values()].flat();
  for (const rule of allRules) refuseUnknownKeys(rule);

  const inForce = (rules: readonly Rule[]): readonly PolicyStatement[] =>
    rules.map(({ statement }) => statement).filter((statement) => !withheld.has(statement));

  return {
    ofRole: (roleArn) => {
      const rules = roleRules.get(roleArn);
      if (rules === undefined) throw new Error(`The template has no role ${roleArn}`);
      return inForce(rules);
    },
    ofResource: (resourceArn) => inForce(resourceRules.get(resourceArn) ?? []),
    used: (statements) => {
      for (const statement of statements) calls.set(statement, (calls.get(statement) ?? 0) + 1);
    },
    grants: () =>
      allRules.flatMap(({ statement, grant }) =>
        grant === undefined || !canBeUsedHere(grant) ? [] : [{ ...grant, calls: calls.get(statement) ?? 0 }],
      ),
    withhold: (grant) => {
      const statements = allRules
        .filter((rule) => isSame(rule.grant, grant))
        .map(({ statement }) => statement);
      if (statements.length === 0) throw new Error(`No policy grants ${JSON.stringify(grant)}`);
      for (const statement of statements) withheld.add(statement);
      return () => {
        for (const statement of statements) withheld.delete(statement);
      };
    },
  };
};

const nameOf = (arn: string): string => arn.split(/[:/]/u).at(-1) ?? arn;

const isSame = (one: Grant | undefined, other: Grant): boolean =>
  one !== undefined &&
  one.to === other.to &&
  one.statement === other.statement &&
  one.action === other.action &&
  one.resource === other.resource;

const refuseUnknownKeys = ({ statement }: Rule): void => {
  const [key] = unknownKeysOf(statement);
  if (key === undefined) return;
  throw new Error(
    `A policy depends on ${key}, which the local runtime cannot tell of a request: ${JSON.stringify(statement)}`,
  );
};
