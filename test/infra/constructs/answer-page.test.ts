import { expect, test } from "vitest";
import { functionNamed, resourceNamed, synthesized } from "./synthesized.ts";

const template = synthesized();

test("links are signed with what AWS made up, and nobody has to fill in", () => {
  const secret = resourceNamed(template, "AWS::SecretsManager::Secret", "AnswerPage");
  expect(secret.Properties).toMatchObject({
    GenerateSecretString: {
      SecretStringTemplate: "{}",
      GenerateStringKey: "signingKey",
      PasswordLength: 64,
      ExcludePunctuation: true,
    },
  });
  expect(secret.Properties).not.toHaveProperty("SecretString");
  expect(secret.DeletionPolicy).toBe("Delete");
  expect(functionNamed(template, "answer-page").Environment.Variables["LINK_SECRET_ID"]).toEqual({
    Ref: expect.stringContaining("AnswerPageLinkSecret"),
  });
});

test("pages have a throttle of their own, which the stage can only state once their route is there", () => {
  const stage = resourceNamed(template, "AWS::ApiGatewayV2::Stage", "WebhookIngress");
  expect(stage.Properties["RouteSettings"]).toEqual({
    "ANY /pages/{token}": { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
  });
  expect(stage["DependsOn"]).toContainEqual(expect.stringMatching(/ANYpagestoken[0-9A-F]{8}$/u));
});

test("a page refused with 429 is an alarm of its own", () => {
  const { Properties } = resourceNamed(
    template,
    "AWS::Logs::MetricFilter",
    "WebhookIngressApiAccessLogAnswerPages",
  );
  expect(Properties).toMatchObject({
    FilterPattern: '{ ($.status = "429") && ($.route = "ANY /pages/*") }',
    MetricTransformations: [{ MetricName: "AnswerPagesThrottled" }],
  });
  const alarm = resourceNamed(template, "AWS::CloudWatch::Alarm", "WebhookIngressApiAnswerPagesThrottled");
  expect(alarm.Properties["AlarmDescription"]).toContain("somebody who was woken");
});

test("whoever pages is told where links lead, and what signs them", () => {
  expect(template.findOutputs("AnswerPageUrl")).toMatchObject({
    AnswerPageUrl: {
      Value: { "Fn::Join": ["", expect.arrayContaining([expect.stringMatching(/\/pages$/u)])] },
    },
  });
  expect(template.findOutputs("LinkSecretArn")).toMatchObject({
    LinkSecretArn: { Value: { Ref: expect.stringContaining("AnswerPageLinkSecret") } },
  });
});
