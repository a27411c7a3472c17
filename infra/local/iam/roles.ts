import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { readProperties } from "../resource-properties.ts";
import { awsManagedPolicies } from "./aws-managed-policies.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { ManagedPolicyProperties, PolicyProperties, RoleProperties } from "./role-properties.ts";

type NamedPolicy = { readonly name: string; readonly document: PolicyDocument };

type Role = {
  readonly name: string;
  readonly policies: NamedPolicy[];
  readonly managedPolicyArns: string[];
};

type RoleWithPolicies = { readonly arn: string; readonly policies: readonly NamedPolicy[] };

export type IamRoles = LocalService & {
  /** Every role with all its policies, inline and attached. */
  readonly all: () => readonly RoleWithPolicies[];
};

/** The roles of the template and what their policies allow; nothing here judges a call. */
export const iamRoles = (place: Pick<LocalPlace, "accountId" | "stackName">): IamRoles => {
  const roles = new Map<string, Role>();
  const managed = new Map<string, PolicyDocument>();
  const arnOf = (kind: string, path: string, name: string): string =>
    `arn:aws:iam::${place.accountId}:${kind}${path}${name}`;
  const nameOf = (given: string | undefined, logicalId: string, maxLength: number): string =>
    given ?? physicalName(place.stackName, logicalId, { maxLength });

  const addRole = (resource: LocalResource): Provisioned => {
    const properties = readProperties(resource, RoleProperties);
    const name = nameOf(properties.RoleName, resource.logicalId, 64);
    const arn = arnOf("role", properties.Path, name);
    const policies = properties.Policies.map((policy) => ({
      name: policy.PolicyName,
      document: policy.PolicyDocument,
    }));
    roles.set(arn, { name, policies, managedPolicyArns: [...properties.ManagedPolicyArns] });
    for (const policyArn of properties.ManagedPolicyArns) managedPolicy(policyArn);
    return { ref: name, attributes: { Arn: arn, RoleId: `AROA${resource.logicalId}` } };
  };

  const roleNamed = (name: string, resource: LocalResource): Role => {
    const role = [...roles.values()].find((candidate) => candidate.name === name);
    if (role === undefined)
      throw new Error(`${resource.logicalId} is for role ${name}, which the template does not have`);
    return role;
  };

  const addPolicy = (resource: LocalResource): Provisioned => {
    const properties = readProperties(resource, PolicyProperties);
    const { PolicyName: name, PolicyDocument: document, Roles } = properties;
    for (const roleName of Roles) roleNamed(roleName, resource).policies.push({ name, document });
    return { ref: name, attributes: { Id: name } };
  };

  const addManagedPolicy = (resource: LocalResource): Provisioned => {
    const properties = readProperties(resource, ManagedPolicyProperties);
    const arn = arnOf(
      "policy",
      properties.Path,
      nameOf(properties.ManagedPolicyName, resource.logicalId, 128),
    );
    managed.set(arn, properties.PolicyDocument);
    for (const name of properties.Roles) roleNamed(name, resource).managedPolicyArns.push(arn);
    return { ref: arn, attributes: { PolicyArn: arn } };
  };

  const managedPolicy = (arn: string): NamedPolicy => {
    const document =
      managed.get(arn) ?? awsManagedPolicies.get(arn.replace(/^arn:aws:iam::aws:policy\//, ""));
    if (document === undefined)
      throw new Error(`Managed policy ${arn} is not known here: add its document to aws-managed-policies.ts`);
    return { name: arn.split("/").at(-1) ?? arn, document };
  };

  return {
    name: "iam",
    resources: {
      "AWS::IAM::Role": addRole,
      "AWS::IAM::Policy": addPolicy,
      "AWS::IAM::ManagedPolicy": addManagedPolicy,
    },
    all: () =>
      [...roles].map(([arn, role]) => ({
        arn,
        policies: [...role.policies, ...role.managedPolicyArns.map(managedPolicy)],
      })),
  };
};
