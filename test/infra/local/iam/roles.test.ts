import { beforeEach, expect, test } from "vitest";
import { iamRoles, type IamRoles } from "../../../../infra/local/iam/roles.ts";

const document = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
};
const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

let iam: IamRoles;
const make = (type: string, logicalId: string, properties: object) =>
  iam.resources[type]?.({ logicalId, type, properties: { ...properties } });

beforeEach(() => {
  iam = iamRoles({ accountId: "000000000000", stackName: "Shop" });
});

test("a role has a name, an ARN and all policies attached to it", async () => {
  const made = await make("AWS::IAM::Role", "Role", {
    AssumeRolePolicyDocument: trust,
    Policies: [{ PolicyName: "inline", PolicyDocument: document("sqs:SendMessage") }],
    ManagedPolicyArns: [basic],
  });
  await make("AWS::IAM::Policy", "Policy", {
    PolicyName: "more",
    PolicyDocument: document("sns:Publish"),
    Roles: ["Shop-Role"],
  });
  await make("AWS::IAM::ManagedPolicy", "Managed", {
    PolicyDocument: document("events:PutEvents"),
    Roles: ["Shop-Role"],
  });
  expect(made).toMatchObject({
    ref: "Shop-Role",
    attributes: { Arn: "arn:aws:iam::000000000000:role/Shop-Role" },
  });
  const [role] = iam.all();
  expect(role?.arn).toBe("arn:aws:iam::000000000000:role/Shop-Role");
  expect(role?.policies.map(({ name }) => name)).toEqual([
    "inline",
    "more",
    "AWSLambdaBasicExecutionRole",
    "Shop-Managed",
  ]);
  const actions = JSON.stringify(role?.policies);
  for (const action of ["sqs:SendMessage", "sns:Publish", "events:PutEvents", "logs:PutLogEvents"])
    expect(actions).toContain(action);
});

test("a managed policy of AWS that is not known here stops the start", () => {
  const ManagedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
  expect(() =>
    make("AWS::IAM::Role", "Role", { AssumeRolePolicyDocument: trust, ManagedPolicyArns }),
  ).toThrow(/AdministratorAccess/);
});

test("a policy for a role that is not there stops the start", () => {
  const properties = { PolicyName: "p", PolicyDocument: document("sqs:*"), Roles: ["Other"] };
  expect(() => make("AWS::IAM::Policy", "Policy", properties)).toThrow(/Policy .*Other/);
});

test("a permissions boundary, which nobody would judge, stops the start", () => {
  const properties = { AssumeRolePolicyDocument: trust, PermissionsBoundary: basic };
  expect(() => make("AWS::IAM::Role", "Role", properties)).toThrow(/PermissionsBoundary/);
});
