import { describe, expect, test } from "vitest";
import type { Provisioned } from "../../../../infra/local/local-service.ts";
import { evaluate } from "../../../../infra/local/template/evaluate.ts";
import { scopeOf } from "../../../../infra/local/template/scope-of.ts";
import { Template } from "../../../../infra/local/template/template.ts";

const template = Template.parse({
  Parameters: {
    Stage: { Type: "String", Default: "test" },
    Zones: { Type: "CommaDelimitedList", Default: "a,b" },
    Empty: { Type: "String" },
    BootstrapVersion: {
      Type: "AWS::SSM::Parameter::Value<String>",
      Default: "/cdk-bootstrap/hnb659fds/version",
    },
    Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/aws/image" },
  },
  Mappings: { Sizes: { "eu-west-1": { small: "s", all: ["s", "m"] } } },
  Conditions: {
    IsTest: { "Fn::Equals": [{ Ref: "Stage" }, "test"] },
    IsLive: { "Fn::Not": [{ Condition: "IsTest" }] },
    Both: { "Fn::And": [{ Condition: "IsTest" }, { Condition: "IsLive" }] },
    Either: { "Fn::Or": [{ Condition: "IsTest" }, { "Fn::Equals": [1, 2] }] },
  },
  Resources: { Queue: { Type: "AWS::SQS::Queue" } },
});
const made = new Map<string, Provisioned>([
  ["Queue", { ref: "http://queue", attributes: { Arn: "arn:queue" } }],
]);
const place = { region: "eu-west-1", accountId: "000000000000", stackName: "Shop" };
const scope = scopeOf({ template, place, parameters: {}, made });
const valueOf = (node: unknown): unknown =>
  evaluate(node, scope, ["Resources", "Function", "Properties", "Name"]);

test.each<[what: string, node: unknown, value: unknown]>([
  ["Ref to a resource", { Ref: "Queue" }, "http://queue"],
  ["Ref to a parameter", { Ref: "Stage" }, "test"],
  ["Ref to a list", { Ref: "Zones" }, ["a", "b"]],
  ["Ref to the bootstrap version", { Ref: "BootstrapVersion" }, "9999"],
  ["AWS::Region", { Ref: "AWS::Region" }, "eu-west-1"],
  ["AWS::AccountId", { Ref: "AWS::AccountId" }, "000000000000"],
  ["AWS::Partition", { Ref: "AWS::Partition" }, "aws"],
  ["AWS::URLSuffix", { Ref: "AWS::URLSuffix" }, "amazonaws.com"],
  ["AWS::StackName", { Ref: "AWS::StackName" }, "Shop"],
  ["AWS::StackId", { Ref: "AWS::StackId" }, "arn:aws:cloudformation:eu-west-1:000000000000:stack/Shop/local"],
  ["Fn::GetAtt as a list", { "Fn::GetAtt": ["Queue", "Arn"] }, "arn:queue"],
  ["Fn::GetAtt as a text", { "Fn::GetAtt": "Queue.Arn" }, "arn:queue"],
  ["Fn::Join", { "Fn::Join": ["-", ["a", { Ref: "Stage" }, 1]] }, "a-test-1"],
  ["Fn::Join of a list that is worked out", { "Fn::Join": ["+", { Ref: "Zones" }] }, "a+b"],
  [
    "Fn::Sub",
    { "Fn::Sub": "${AWS::Region}/${Queue.Arn}/${Queue}/${!Kept}" },
    "eu-west-1/arn:queue/http://queue/${Kept}",
  ],
  ["Fn::Sub with variables", { "Fn::Sub": ["${a}-${Stage}", { a: { Ref: "Stage" } }] }, "test-test"],
  ["Fn::Select", { "Fn::Select": [1, { "Fn::Split": [":", "a:b:c"] }] }, "b"],
  ["Fn::Split", { "Fn::Split": [":", { "Fn::GetAtt": ["Queue", "Arn"] }] }, ["arn", "queue"]],
  ["Fn::FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "all"] }, ["s", "m"]],
  ["Fn::If that holds", { "Fn::If": ["IsTest", 1, { Ref: "Missing" }] }, 1],
  ["Fn::If that does not", { "Fn::If": ["IsLive", { Ref: "Missing" }, 2] }, 2],
  ["Fn::And", { "Fn::If": ["Both", 1, 2] }, 2],
  ["Fn::Or", { "Fn::If": ["Either", 1, 2] }, 1],
  ["AWS::NoValue in an object", { a: { Ref: "AWS::NoValue" }, b: 1 }, { b: 1 }],
  ["AWS::NoValue in a list", [1, { "Fn::If": ["IsLive", 2, { Ref: "AWS::NoValue" }] }, 3], [1, 3]],
  ["plain values at any depth", { a: [{ b: true }, null, "x"] }, { a: [{ b: true }, null, "x"] }],
])("%s is worked out", (_what, node, value) => {
  expect(valueOf(node)).toEqual(value);
});

describe("stops, naming what and where:", () => {
  test.each<[what: string, node: unknown, message: RegExp]>([
    [
      "an unknown intrinsic",
      { a: [{ "Fn::Cidr": ["10.0.0.0/8"] }] },
      /Fn::Cidr .*Function\.Properties\.Name\.a\.0/,
    ],
    ["an intrinsic beside something else", { Ref: "Queue", a: 1 }, /Ref cannot stand beside/],
    ["a resource that is not there", { Ref: "Missing" }, /Ref to Missing/],
    ["a resource that is not there, in Fn::Sub", { "Fn::Sub": "${Missing}" }, /Ref to Missing/],
    [
      "an attribute that is not there",
      { "Fn::GetAtt": ["Queue", "Colour"] },
      /Queue\.Colour.*AWS::SQS::Queue has no Colour/,
    ],
    ["an attribute of nothing", { "Fn::GetAtt": ["Missing", "Arn"] }, /Missing\.Arn/],
    ["a parameter without a value", { Ref: "Empty" }, /Parameter Empty/],
    ["a parameter that AWS would look up", { Ref: "Image" }, /\/aws\/image/],
    ["a condition that is not there", { "Fn::If": ["Missing", 1, 2] }, /Condition Missing/],
    ["a mapping that is not there", { "Fn::FindInMap": ["Sizes", "mars", "small"] }, /Sizes\.mars\.small/],
    ["another stack's export", { "Fn::ImportValue": "x" }, /another stack/],
    ["a secret to be resolved", "{{resolve:secretsmanager:x}}", /resolve/],
    ["a list where a text belongs", { "Fn::Join": ["-", [["a"]]] }, /text is needed/],
    ["a choice beyond the list", { "Fn::Select": ["5", ["a"]] }, /beyond its list/],
  ])("%s", (_what, node, message) => {
    expect(() => valueOf(node)).toThrow(message);
  });
});
