/** What holds of every decision, whatever the policies say. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, judge, type AccessRequest, type Verdict } from "../../../../infra/local/iam/evaluate.ts";
import { rulesOf } from "../../../../infra/local/iam/grant.ts";
import type { PolicyDocument, PolicyStatement } from "../../../../infra/local/iam/policy-document.ts";

const account = "123456789012";
const actions = ["sqs:SendMessage", "sqs:ReceiveMessage", "dynamodb:PutItem", "dynamodb:Query"];
const resources = [
  `arn:aws:sqs:us-east-1:${account}:work`,
  `arn:aws:sqs:us-east-1:${account}:work-dead`,
  `arn:aws:dynamodb:us-east-1:${account}:table/Orders`,
  `arn:aws:dynamodb:us-east-1:${account}:table/Orders/index/byDue`,
];

/** A text as a policy may write it: with some of it replaced by wildcards, so that it still matches. */
const patternOf = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(6), fc.boolean()), { maxLength: 2 })
    .map((cuts) => cuts.reduce((pattern, cut) => veiled(pattern, ...cut), text));

const veiled = (pattern: string, at: number, length: number, byStar: boolean): string => {
  const part = pattern.slice(at, at + length);
  const veil = byStar || part.includes("*") ? "*" : "?".repeat(part.length);
  return pattern.slice(0, at) + veil + pattern.slice(at + length);
};

const oneOrMore = (texts: readonly string[]): fc.Arbitrary<string | string[]> => {
  const pattern = fc.constantFrom(...texts).chain(patternOf);
  return fc.oneof(pattern, fc.array(pattern, { minLength: 1, maxLength: 3 }));
};

const condition = fc.option(
  fc.constantFrom<NonNullable<PolicyStatement["Condition"]>>(
    { Bool: { "aws:SecureTransport": "true" } },
    { StringEqualsIfExists: { "aws:SourceAccount": account } },
    { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
    { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } },
    { Null: { "aws:SourceArn": "true" }, NumericLessThan: { "aws:MultiFactorAuthAge": 300 } },
    { DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/tri*" } },
  ),
  { nil: undefined },
);

const statement: fc.Arbitrary<PolicyStatement> = fc
  .record({
    Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
    action: oneOrMore(actions),
    resource: oneOrMore(resources),
    isNotAction: fc.boolean(),
    isNotResource: fc.boolean(),
    Condition: condition,
  })
  .map(({ Effect, action, resource, isNotAction, isNotResource, Condition }) => ({
    Effect,
    ...(isNotAction ? { NotAction: action } : { Action: action }),
    ...(isNotResource ? { NotResource: resource } : { Resource: resource }),
    Condition,
  }));
const policies = fc.array(
  fc.array(statement, { minLength: 1, maxLength: 3 }).map((Statement): PolicyDocument => ({ Statement })),
  { maxLength: 3 },
);

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const request = fc.record({
  principal: fc.constant(`arn:aws:sts::${account}:assumed-role/triage/session`),
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc.record({
    "aws:SecureTransport": maybe(fc.constantFrom("true", "false")),
    "aws:SourceAccount": maybe(fc.constantFrom(account, "999999999999")),
    "aws:RequestedRegion": maybe(fc.constantFrom("us-east-1", "ap-south-1")),
    "aws:SourceIp": maybe(fc.constantFrom("10.1.2.3", "192.0.2.1", "2001:db8::7")),
    "aws:SourceArn": maybe(fc.constant("arn:aws:events:us-east-1:1:rule/r")),
    "aws:MultiFactorAuthAge": maybe(fc.constantFrom("5", "3600")),
    "aws:CurrentTime": fc.constantFrom("2025-11-21T00:00:00Z", "2026-11-21T00:00:00Z"),
    "aws:PrincipalArn": fc.constant(`arn:aws:iam::${account}:role/triage`),
  }),
});
type Request = Omit<AccessRequest, "identityPolicies" | "resourcePolicy">;

const verdictOf = (asked: Request, identityPolicies: readonly PolicyDocument[]): Verdict =>
  evaluate({ ...asked, identityPolicies, resourcePolicy: null });
const policyOf = (one: PolicyStatement): PolicyDocument[] => [{ Statement: one }];

const holds = (property: (asked: Request, given: PolicyDocument[]) => void): void =>
  fc.assert(fc.property(request, policies, property), { numRuns: 300 });

test("a deny of everything beats every allow", () =>
  holds((asked, given) => {
    const denied = [...given, ...policyOf({ Effect: "Deny", Action: "*", Resource: "*" })];
    expect(verdictOf(asked, denied)).toBe("ExplicitlyDenied");
  }));

test("an allow of everything leaves nothing but explicit denies", () =>
  holds((asked, given) => {
    const allowed = verdictOf(asked, [
      ...given,
      ...policyOf({ Effect: "Allow", Action: "*", Resource: "*" }),
    ]);
    const denied = verdictOf(asked, given) === "ExplicitlyDenied";
    expect(allowed).toBe(denied ? "ExplicitlyDenied" : "Allowed");
  }));

test("the order of policies and statements says nothing", () =>
  holds((asked, given) => {
    const turned = given
      .toReversed()
      .map(({ Statement }) => ({ Statement: [Statement].flat().toReversed() }));
    expect(verdictOf(asked, turned)).toBe(verdictOf(asked, given));
  }));

test("the decision is made of what each statement alone would decide", () =>
  holds((asked, given) => {
    const alone = given.flatMap(({ Statement }) => Statement).map((one) => verdictOf(asked, policyOf(one)));
    const expected = (["ExplicitlyDenied", "Allowed"] as const).find((one) => alone.includes(one));
    expect(verdictOf(asked, given)).toBe(expected ?? "ImplicitlyDenied");
  }));

test("a policy taken apart into its grants decides as it did whole", () =>
  holds((asked, given) => {
    const parts = given.flatMap((document) => rulesOf(document, { name: "policy", of: "role" }));
    const own = parts.map((part) => part.statement);
    expect(judge(asked, { own, ofResource: [] }).verdict).toBe(verdictOf(asked, given));
  }));

test("NotAction speaks of exactly the actions that Action does not, and NotResource likewise", () =>
  fc.assert(
    fc.property(request, oneOrMore(actions), oneOrMore(resources), (asked, action, resource) => {
      const isAllowed = (elements: Omit<PolicyStatement, "Effect">): boolean =>
        verdictOf(asked, policyOf({ Effect: "Allow", ...elements })) === "Allowed";
      expect(isAllowed({ NotAction: action, Resource: "*" })).toBe(
        !isAllowed({ Action: action, Resource: "*" }),
      );
      expect(isAllowed({ Action: "*", NotResource: resource })).toBe(
        !isAllowed({ Action: "*", Resource: resource }),
      );
    }),
  ));

test("a text whose parts were replaced by wildcards still matches it, and an action in any case", () =>
  fc.assert(
    fc.property(
      request.chain((asked) =>
        fc.tuple(fc.constant(asked), patternOf(asked.action), patternOf(asked.resource)),
      ),
      ([asked, Action, Resource]) => {
        const allowing = policyOf({ Effect: "Allow", Action: Action.toUpperCase(), Resource });
        expect(verdictOf(asked, allowing)).toBe("Allowed");
      },
    ),
  ));

const operators = ["StringEquals", "StringLike", "NumericEquals", "DateEquals", "IpAddress", "ArnLike"];
const opposites: Readonly<Record<string, string>> = {
  StringEquals: "StringNotEquals",
  StringLike: "StringNotLike",
  NumericEquals: "NumericNotEquals",
  DateEquals: "DateNotEquals",
  IpAddress: "NotIpAddress",
  ArnLike: "ArnNotLike",
};
const value = fc.constantFrom(
  "a",
  "A",
  "*",
  "10",
  "10.0",
  "10.1.2.3",
  "10.0.0.0/8",
  "2026-11-21",
  "arn:a:b:c:d:e",
  "",
);

test("an operator and its opposite never agree on a key that is there, and IfExists only matters when it is not", () =>
  fc.assert(
    fc.property(
      request,
      fc.constantFrom(...operators),
      value,
      fc.array(value, { minLength: 1, maxLength: 3 }),
      (asked, operator, actual, wanted) => {
        const isMet = (name: string, context: Request["context"]): boolean => {
          const Condition = { [name]: { "x:key": wanted } };
          const allowing = policyOf({ Effect: "Allow", Action: "*", Resource: "*", Condition });
          return verdictOf({ ...asked, context }, allowing) === "Allowed";
        };
        const present = { "X:Key": actual };
        const opposite = opposites[operator] ?? "";
        expect(isMet(opposite, present)).toBe(!isMet(operator, present));
        expect(isMet(`${operator}IfExists`, present)).toBe(isMet(operator, present));
        expect([operator, opposite, `${operator}IfExists`].map((name) => isMet(name, {}))).toEqual([
          false,
          true,
          true,
        ]);
      },
    ),
  ));
