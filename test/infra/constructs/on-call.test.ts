import { expect, test } from "vitest";
import { functionNamed, grantsOf, resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized();

test("every breached deadline, of whatever team, wakes page-on-call", () => {
  const { Properties } = resourceNamed(template, "AWS::Events::Rule", "OnCallBreachRule");
  expect(Properties).toMatchObject({
    EventPattern: { source: ["firstreply"], "detail-type": ["DeadlineBreached"] },
    Targets: [{ Arn: { "Fn::GetAtt": [expect.stringContaining("OnCallQueue"), "Arn"] } }],
  });
  expect(Properties["EventPattern"]).not.toHaveProperty("detail");
});

test("one page at a time, so that a destination that hangs delays no other page", () => {
  const mapping = resourceNamed(template, "AWS::Lambda::EventSourceMapping", "OnCallPageOnCallMessages");
  expect(mapping.Properties).toMatchObject({ BatchSize: 1 });
});

test("pages are published encrypted, and over TLS only", () => {
  const topic = resourceNamed(template, "AWS::SNS::Topic", "OnCallPageTopic");
  expect(JSON.stringify(topic.Properties["KmsMasterKeyId"])).toContain("alias/aws/sns");
  const { Properties } = resourceNamed(template, "AWS::SNS::TopicPolicy", "OnCallPageTopic");
  expect(Properties).toHaveProperty("PolicyDocument.Statement", [
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  ]);
});

test("a webhook destination has a secret that waits for its URL and signing secret", () => {
  const { Properties } = resourceNamed(template, "AWS::SecretsManager::Secret", "OnCall");
  expect(Properties).toMatchObject({
    SecretString: '{"url":"","signingSecret":""}',
    Tags: [{ Key: "firstreply:destination", Value: "duty-webhook" }],
  });
});

test("a pipeline that pages through SNS alone has no such secret and may read none", () => {
  const teams = Object.fromEntries(
    (["service", "sales", "chatter", "unsure"] as const).map((takes) => [
      takes,
      { takes: [takes], replyWithinSeconds: 60, pages: ["topic"] },
    ]),
  );
  const snsOnly = synthesized({ destinations: { topic: { kind: "sns" } }, teams });
  const secrets = Object.keys(resourcesOf(snsOnly, "AWS::SecretsManager::Secret"));
  expect(secrets.filter((id) => id.startsWith("OnCall"))).toEqual([]);
  expect(functionNamed(snsOnly, "page-on-call").Environment.Variables["DESTINATION_SECRET_IDS"]).toBe("{}");
  expect(grantsOf(snsOnly, "page-on-call").filter((grant) => grant.startsWith("secrets"))).toEqual([]);
});
