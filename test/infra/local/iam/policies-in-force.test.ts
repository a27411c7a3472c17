import { describe, expect, test } from "vitest";
import { readPolicies, type PoliciesInForce } from "../../../../infra/local/iam/policies-in-force.ts";
import type { PolicyStatement } from "../../../../infra/local/iam/policy-document.ts";
import { createResourcePolicies } from "../../../../infra/local/resource-policies.ts";

const role = "arn:aws:iam::1:role/triage";
const queue = "arn:aws:sqs:eu-west-1:1:work";

const policiesOf = (
  own: readonly PolicyStatement[],
  ofQueue: readonly PolicyStatement[] = [],
): PoliciesInForce => {
  const attached = createResourcePolicies();
  attached.attach(queue, { Statement: [...ofQueue] });
  const policies = [{ name: "DefaultPolicy", document: { Statement: [...own] } }];
  return readPolicies({ all: () => [{ arn: role, policies }] }, [attached]);
};

const allow = (statement: object): PolicyStatement => ({ Effect: "Allow", ...statement });

describe("a grant", () => {
  test("is one action on one resource, however many its statement names", () => {
    const policies = policiesOf([allow({ Action: ["sqs:A", "sqs:B"], Resource: ["one", "two"] })]);
    expect(policies.grants().map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      "sqs:A one",
      "sqs:A two",
      "sqs:B one",
      "sqs:B two",
    ]);
    expect(policies.ofRole(role)).toHaveLength(4);
  });

  test("says to whom it is given and by which statement", () => {
    const policies = policiesOf(
      [
        allow({ Action: "sqs:A", Resource: "one" }),
        allow({ Sid: "Named", Action: "sqs:B", Resource: "one" }),
      ],
      [allow({ Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" })],
    );
    expect(policies.grants()).toEqual([
      { to: role, statement: "DefaultPolicy #1", action: "sqs:A", resource: "one", calls: 0 },
      { to: role, statement: "Named", action: "sqs:B", resource: "one", calls: 0 },
      {
        to: "events.amazonaws.com",
        statement: "work #1",
        action: "sqs:SendMessage",
        resource: queue,
        calls: 0,
      },
    ]);
  });

  test("by exceptions stays whole", () => {
    const policies = policiesOf([allow({ NotAction: ["sqs:A", "sqs:B"], NotResource: "one" })]);
    expect(policies.grants()).toMatchObject([{ action: "all but sqs:A, sqs:B", resource: "all but one" }]);
  });

  test("is not what a statement denies", () => {
    const policies = policiesOf([{ Effect: "Deny", Action: ["sqs:A", "sqs:B"], Resource: "*" }]);
    expect(policies.grants()).toEqual([]);
    expect(policies.ofRole(role)).toHaveLength(1);
  });

  test.each([
    ["a log", { Action: "logs:PutLogEvents", Resource: "*" }],
    ["a trace", { Action: "xray:PutTraceSegments", Resource: "*" }],
    ["an alarm", { Action: "sns:Publish", Principal: { Service: "cloudwatch.amazonaws.com" } }],
  ])("for %s is in force, and not counted: whoever uses it is not here", (_, statement) => {
    const policies = policiesOf([allow(statement)]);
    expect(policies.grants()).toEqual([]);
    expect(policies.ofRole(role)).toHaveLength(1);
  });
});

test("use is counted grant by grant", () => {
  const policies = policiesOf([allow({ Action: ["sqs:A", "sqs:B"], Resource: "*" })]);
  const [a] = policies.ofRole(role);
  policies.used(a === undefined ? [] : [a, a]);
  expect(policies.grants().map(({ action, calls }) => ({ action, calls }))).toEqual([
    { action: "sqs:A", calls: 2 },
    { action: "sqs:B", calls: 0 },
  ]);
});

test("a grant withheld is out of force until it is put back", () => {
  const policies = policiesOf([allow({ Action: ["sqs:A", "sqs:B"], Resource: "*" })]);
  const grant = { to: role, statement: "DefaultPolicy #1", action: "sqs:A", resource: "*" };
  const restore = policies.withhold(grant);
  expect(policies.ofRole(role)).toMatchObject([{ Action: "sqs:B" }]);
  restore();
  expect(policies.ofRole(role)).toHaveLength(2);
  expect(() => policies.withhold({ ...grant, action: "sqs:C" })).toThrow(/No policy grants .*sqs:C/u);
});

test.each([
  ["a condition", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }],
  ["a variable", { Resource: "arn:aws:sqs:*:*:${aws:username}-*" }],
  [
    "a variable in a condition",
    { Condition: { StringLike: { "aws:PrincipalArn": "${aws:FederatedProvider}" } } },
  ],
])("%s on what nobody here could tell stops the start", (_, statement) => {
  expect(() => policiesOf([allow({ Action: "sqs:*", Resource: "*", ...statement })])).toThrow(
    /depends on aws:(SourceVpce|username|FederatedProvider)/u,
  );
});

test("a role the template does not have is an error", () => {
  expect(() => policiesOf([]).ofRole("arn:aws:iam::1:role/other")).toThrow(/no role .*other/u);
});
