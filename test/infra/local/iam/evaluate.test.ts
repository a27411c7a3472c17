import { describe, expect, test } from "vitest";
import { evaluate, type AccessRequest, type Verdict } from "../../../../infra/local/iam/evaluate.ts";
import type { PolicyDocument, PolicyStatement } from "../../../../infra/local/iam/policy-document.ts";

const queue = "arn:aws:sqs:eu-west-1:000000000000:work";
const role = "arn:aws:iam::000000000000:role/triage";
const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue } as const;
const deny = { ...allow, Effect: "Deny" } as const;

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });

const judge = (given: Partial<AccessRequest>): Verdict =>
  evaluate({
    principal: "arn:aws:sts::000000000000:assumed-role/triage/session",
    action: "sqs:SendMessage",
    resource: queue,
    context: {},
    identityPolicies: [],
    resourcePolicy: null,
    ...given,
  });

/** The verdict when this statement is the role's only one. */
const judgeStatement = (statement: object, context: AccessRequest["context"] = {}): Verdict =>
  judge({ identityPolicies: [policy({ ...allow, ...statement })], context });

describe("the decision", () => {
  test("is no when nobody said yes", () => {
    expect(judge({})).toBe("ImplicitlyDenied");
  });

  test("is yes when the role's policy says so", () => {
    expect(judge({ identityPolicies: [policy(allow)] })).toBe("Allowed");
  });

  test("is an explicit no as soon as any policy says no", () => {
    expect(judge({ identityPolicies: [policy(allow), policy(deny)] })).toBe("ExplicitlyDenied");
    const resourcePolicy = policy({ ...deny, Principal: "*" });
    expect(judge({ identityPolicies: [policy(allow)], resourcePolicy })).toBe("ExplicitlyDenied");
  });

  test("of a service rests on the resource's policy alone", () => {
    const resourcePolicy = policy({ ...allow, Principal: { Service: "events.amazonaws.com" } });
    expect(judge({ principal: "events.amazonaws.com", resourcePolicy })).toBe("Allowed");
    expect(judge({ principal: "sns.amazonaws.com", resourcePolicy })).toBe("ImplicitlyDenied");
  });
});

describe("a resource's policy", () => {
  test.each<[principal: string, element: object, verdict: Verdict]>([
    ["everyone", { Principal: "*" }, "Allowed"],
    ["every AWS principal", { Principal: { AWS: "*" } }, "Allowed"],
    ["the role behind the session", { Principal: { AWS: [role] } }, "Allowed"],
    ["another role", { Principal: { AWS: `${role}-2` } }, "ImplicitlyDenied"],
    ["the account, whose own policies decide", { Principal: { AWS: "000000000000" } }, "ImplicitlyDenied"],
    ["everyone but another role", { NotPrincipal: { AWS: `${role}-2` } }, "Allowed"],
    ["everyone but this role", { NotPrincipal: { AWS: role } }, "ImplicitlyDenied"],
    ["nobody", {}, "ImplicitlyDenied"],
  ])("that allows %s", (_principal, element, verdict) => {
    expect(judge({ resourcePolicy: policy({ ...allow, ...element }) })).toBe(verdict);
  });

  test("that denies the account denies everyone in it", () => {
    const resourcePolicy = policy({ ...deny, Principal: { AWS: "arn:aws:iam::000000000000:root" } });
    expect(judge({ resourcePolicy })).toBe("ExplicitlyDenied");
  });

  test("knows a role with a path by what the request says of it", () => {
    const withPath = "arn:aws:iam::000000000000:role/team/triage";
    const resourcePolicy = policy({ ...allow, Principal: { AWS: withPath } });
    expect(judge({ resourcePolicy, context: { "aws:PrincipalArn": withPath } })).toBe("Allowed");
  });
});

test.each<[what: string, statement: object, isMatch: boolean]>([
  ["an action in any case", { Action: "SQS:sendmessage" }, true],
  ["an action with a star", { Action: ["s3:*", "sqs:Send*"] }, true],
  ["an action with a question mark", { Action: "sqs:?endMessage" }, true],
  ["another action", { Action: "sqs:Receive*" }, false],
  ["an action like a pattern but for one sign", { Action: "sqs.SendMessage" }, false],
  ["all actions", { Action: "*" }, true],
  ["the action of another service", { Action: "*:PutItem" }, false],
  ["every action but others", { Action: undefined, NotAction: "s3:*" }, true],
  ["every action but this", { Action: undefined, NotAction: ["sqs:*"] }, false],
  ["a resource with a star", { Resource: "arn:aws:sqs:*:*:w*" }, true],
  ["a resource one sign shorter than its question marks", { Resource: `${queue}?` }, false],
  ["a resource a star stands for nothing in", { Resource: `${queue}*` }, true],
  ["a resource whose name looks like a group", { Resource: queue.replace("work", "(w|x)ork") }, false],
  ["a resource in another case", { Resource: queue.replace("work", "Work") }, false],
  ["a resource that is only like a pattern", { Resource: queue.replace("work", "w.rk") }, false],
  ["every resource but others", { Resource: undefined, NotResource: "arn:aws:s3:::*" }, true],
  ["every resource but this", { Resource: undefined, NotResource: [queue] }, false],
  ["a resource of the session's own", { Resource: "arn:aws:sqs:*:${aws:PrincipalAccount}:work" }, true],
  ["a resource named by what is unknown", { Resource: "arn:aws:sqs:*:*:${aws:username}" }, false],
])("a statement speaks of %s", (_what, statement, isMatch) => {
  const context = { "aws:PrincipalAccount": "000000000000" };
  expect(judgeStatement(statement, context)).toBe(isMatch ? "Allowed" : "ImplicitlyDenied");
});

const context = {
  "aws:PrincipalArn": role,
  "aws:PrincipalTag/team": "support",
  "aws:SourceIp": "10.1.2.3",
  "aws:SecureTransport": "true",
  "aws:CurrentTime": "2026-11-21T10:00:00Z",
  "aws:MultiFactorAuthAge": "300",
  "aws:TagKeys": ["team", "cost"],
  "aws:EpochTime": "1795255200",
  "x:ipv6": "2001:db8::1:2",
  "x:empty": [],
  "x:number": 300,
  "x:flag": true,
  "x:star": "a*b",
};

test.each<[operator: string, key: string, wanted: unknown, holds: boolean]>([
  ["StringEquals", "aws:PrincipalTag/team", ["sales", "support"], true],
  ["StringEquals", "AWS:principaltag/TEAM", "support", true],
  ["StringEquals", "aws:PrincipalTag/team", "Support", false],
  ["StringEquals", "aws:PrincipalTag/team", "${aws:PrincipalTag/team}", true],
  ["StringEquals", "aws:PrincipalTag/team", "${aws:username, 'support'}", true],
  ["StringEquals", "x:star", "a${*}b", true],
  ["StringEquals", "missing", "x", false],
  ["StringEqualsIfExists", "missing", "x", true],
  ["StringNotEquals", "aws:PrincipalTag/team", ["sales", "support"], false],
  ["StringNotEquals", "missing", "x", true],
  ["StringEqualsIgnoreCase", "aws:PrincipalTag/team", "SUPPORT", true],
  ["StringNotEqualsIgnoreCase", "aws:PrincipalTag/team", "SUPPORT", false],
  ["StringLike", "aws:PrincipalTag/team", "su*rt", true],
  ["StringLike", "aws:PrincipalTag/team", "supp?rt", true],
  ["StringLike", "x:star", "a${*}b", true],
  ["StringLike", "aws:PrincipalTag/team", "s${*}", false],
  ["StringNotLike", "aws:PrincipalTag/team", "sales*", true],
  ["NumericEquals", "aws:MultiFactorAuthAge", "300.0", true],
  ["NumericNotEquals", "aws:MultiFactorAuthAge", 300, false],
  ["NumericLessThan", "aws:MultiFactorAuthAge", 300, false],
  ["NumericLessThanEquals", "aws:MultiFactorAuthAge", 300, true],
  ["NumericGreaterThan", "aws:MultiFactorAuthAge", "299", true],
  ["NumericGreaterThanEquals", "aws:MultiFactorAuthAge", "x", false],
  ["DateGreaterThan", "aws:CurrentTime", "2026-01-01T00:00:00Z", true],
  ["DateLessThan", "aws:CurrentTime", "1700000000", false],
  ["DateEquals", "aws:CurrentTime", "2026-11-21T11:00:00+01:00", true],
  ["DateNotEquals", "aws:CurrentTime", "2026-11-21T10:00:00Z", false],
  ["Bool", "aws:SecureTransport", "true", true],
  ["Bool", "aws:SecureTransport", false, false],
  ["BoolIfExists", "aws:MultiFactorAuthPresent", "true", true],
  ["Bool", "aws:SecureTransport", "TRUE", true],
  ["Bool", "aws:SecureTransport", "yes", false],
  ["Bool", "aws:SecureTransport", ["false", "true"], true],
  ["Bool", "x:flag", true, true],
  ["Bool", "aws:MultiFactorAuthPresent", "false", false],
  ["NumericEquals", "x:number", "3e2", true],
  ["NumericLessThan", "aws:SourceIp", "3", false],
  ["NumericNotEquals", "aws:SourceIp", "3", true],
  ["NumericLessThanIfExists", "missing", "3", true],
  ["NumericEquals", "aws:MultiFactorAuthAge", "", false],
  ["DateEquals", "aws:EpochTime", "2026-11-21T10:00:00Z", true],
  ["DateEquals", "aws:CurrentTime", "1795255200", true],
  ["DateEquals", "aws:CurrentTime", "2026-11-21T10:00:00", true],
  ["DateGreaterThan", "aws:CurrentTime", "2026", true],
  ["DateGreaterThan", "aws:CurrentTime", "2026-12", false],
  ["DateGreaterThan", "aws:CurrentTime", "0", true],
  ["DateGreaterThan", "aws:CurrentTime", "Nov 21 2025", false],
  ["DateNotEquals", "aws:CurrentTime", "tomorrow", true],
  ["BinaryEquals", "aws:PrincipalTag/team", "support", true],
  ["IpAddress", "aws:SourceIp", ["192.168.0.0/16", "10.0.0.0/8"], true],
  ["IpAddress", "aws:SourceIp", "10.1.2.3", true],
  ["IpAddress", "aws:SourceIp", "10.1.99.99/16", true],
  ["IpAddress", "aws:SourceIp", "0.0.0.0/0", true],
  ["IpAddress", "aws:SourceIp", "::/0", false],
  ["IpAddress", "aws:SourceIp", "10.0.0.0/33", false],
  ["IpAddress", "aws:SourceIp", "10.1.2", false],
  ["IpAddress", "x:ipv6", "2001:DB8::/32", true],
  ["IpAddress", "x:ipv6", "2001:db8:0:0:0:0:1:2", true],
  ["IpAddress", "x:ipv6", "0.0.0.0/0", false],
  ["NotIpAddress", "x:ipv6", "2001:db9::/32", true],
  ["NotIpAddress", "x:star", "10.0.0.0/8", true],
  ["NotIpAddress", "aws:SourceIp", "10.0.0.0/8", false],
  ["ArnEquals", "aws:PrincipalArn", role, true],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/tri*", true],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:*", false],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:PrincipalTag/team}:role/triage", false],
  ["ArnLike", "aws:PrincipalArn", "arn:*:*:*:*:*", true],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam:::role/triage", false],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam:*:role/triage", false],
  ["ArnLike", "aws:PrincipalArn", role.toUpperCase(), false],
  ["ArnLike", "x:star", "*", false],
  ["ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/other", true],
  ["ArnNotEquals", "missing", role, true],
  ["Null", "missing", "true", true],
  ["Null", "aws:SourceIp", "true", false],
  ["Null", "aws:SourceIp", "false", true],
  ["Null", "aws:SourceIp", ["true", "false"], true],
  ["Null", "x:empty", true, true],
  ["StringEquals", "x:empty", "x", false],
  ["StringNotEquals", "x:empty", "x", true],
  ["StringEqualsIfExists", "x:empty", "x", true],
  ["StringEquals", "aws:TagKeys", "cost", true],
  ["StringNotEquals", "aws:TagKeys", "cost", false],
  ["ForAllValues:StringEquals", "aws:TagKeys", ["team", "cost", "x"], true],
  ["ForAllValues:StringEquals", "aws:TagKeys", ["team"], false],
  ["ForAllValues:StringEquals", "missing", ["team"], true],
  ["ForAnyValue:StringLike", "aws:TagKeys", "co*", true],
  ["ForAnyValue:StringEquals", "missing", "team", false],
  ["ForAnyValue:StringNotEquals", "aws:TagKeys", "team", true],
])("%s of %s with %o", (operator, key, wanted, holds) => {
  const verdict = judgeStatement({ Condition: { [operator]: { [key]: wanted } } }, context);
  expect(verdict).toBe(holds ? "Allowed" : "ImplicitlyDenied");
});

test("all conditions of a statement hold together", () => {
  const Condition = {
    Bool: { "aws:SecureTransport": "true" },
    StringEquals: { "aws:PrincipalTag/team": "sales" },
  };
  expect(judgeStatement({ Condition }, context)).toBe("ImplicitlyDenied");
});

test("an operator nobody knows is an error, not a guess", () => {
  expect(() => judgeStatement({ Condition: { StringMatches: { a: "b" } } })).toThrow(/StringMatches/);
});
