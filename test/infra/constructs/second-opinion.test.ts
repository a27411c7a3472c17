import { describe, expect, test } from "vitest";
import { functionNamed, grantsOf, resourcesOf, synthesized } from "./synthesized.ts";

const wanted = {
  model: "amazon.nova-lite-v1:0",
  dollarsPerDay: 1,
  dollarsPerMillionTokens: { input: 0.06, output: 0.24 },
};
const template = synthesized({ secondOpinion: wanted });

test("a pipeline that wants none has none of it", () => {
  expect(JSON.stringify(synthesized().toJSON())).not.toMatch(/second-?opinion|bedrock/iu);
});

describe("where it is wanted", () => {
  test("it may do what it needs and nothing else", () => {
    const grants = grantsOf(template, "second-opinion").filter((grant) => !/^(logs|xray):/u.test(grant));
    expect(grants.map((grant) => grant.replace(/ .*/u, ""))).toEqual([
      "bedrock:InvokeModel",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
    ]);
    expect(grants.join("\n")).toContain("foundation-model/amazon.nova-lite-v1:0");
  });

  test("it hears only of what nobody was sure of", () => {
    const patterns = Object.values(resourcesOf(template, "AWS::Events::Rule")).map(
      ({ Properties }) => Properties,
    );
    expect(patterns).toContainEqual(
      expect.objectContaining({
        EventPattern: {
          source: ["firstreply"],
          "detail-type": ["MentionRouted"],
          detail: { classification: { confidence: [{ numeric: ["<", 0.5] }] } },
        },
      }),
    );
  });

  test("it has longer than its model", () => {
    expect(functionNamed(template, "second-opinion").Timeout).toBe(18);
  });

  test("an inference profile may be used, and the model behind it where it may go", () => {
    const regions = ["eu-west-1", "eu-central-1"];
    const abroad = synthesized({ secondOpinion: { ...wanted, model: "eu.amazon.nova-lite-v1:0", regions } });
    const arns = grantsOf(abroad, "second-opinion").filter((grant) => grant.startsWith("bedrock:"));
    expect(arns).toHaveLength(3);
    expect(arns.join("\n")).toMatch(/inference-profile\/eu\.amazon/u);
    for (const region of regions)
      expect(arns.join("\n")).toContain(`bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`);
  });
});
