import { describe, expect, test } from "vitest";
import pipelineConfig from "../../infra/pipeline.config.ts";
import { functionNamed, resourcesOf, synthesized } from "./constructs/synthesized.ts";

const outputsOf = (template: ReturnType<typeof synthesized>): string[] =>
  Object.keys(template.toJSON()["Outputs"]).toSorted();

test("the stack tells its users what they need, by exactly these names", () => {
  expect(outputsOf(synthesized())).toEqual(
    [
      "WebhookUrl",
      "AnswerPageUrl",
      "LinkSecretArn",
      "EventBusName",
      "ConversationsTableName",
      "AlarmTopicArn",
      "DutyTopicPageTopicArn",
      ...["Intake", "Service", "Sales", "Chatter", "Triage", "Unrouted", "OnCall", "Deadline"].flatMap(
        (name) => [`${name}QueueUrl`, `${name}DeadLetterUrl`],
      ),
      ...["RelayEvents", "SweepDeadlines", "ReconcileChannel"].flatMap((name) => [
        `${name}FunctionName`,
        `${name}DeadLetterUrl`,
      ]),
      "XChannelSecretArn",
      "FacebookChannelSecretArn",
      "XAccessSecretArn",
      "FacebookAccessSecretArn",
      "DutyWebhookDestinationSecretArn",
    ].toSorted(),
  );
});

describe("a channel added to the configuration", () => {
  const template = synthesized({
    channels: { ...pipelineConfig.channels, "x-japan": { platform: "x", account: "17" } },
  });

  test("has a secret to fill in, and an output that says where", () => {
    expect(Object.keys(resourcesOf(template, "AWS::SecretsManager::Secret"))).toContainEqual(
      expect.stringContaining("XJapanChannelSecret"),
    );
    expect(outputsOf(template)).toContain("XJapanChannelSecretArn");
  });

  test("is known to receive-webhook, which may read its secret", () => {
    const { Variables } = functionNamed(template, "receive-webhook").Environment;
    expect(JSON.stringify(Variables["CHANNEL_SECRET_IDS"])).toContain("x-japan");
  });
});

test("nothing but what its own account and region are is asked of whoever deploys", () => {
  expect(Object.keys(synthesized().toJSON()["Parameters"])).toEqual(["BootstrapVersion"]);
});
