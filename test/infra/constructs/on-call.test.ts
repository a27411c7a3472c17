import type { Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import * as z from "zod";
import { nobodyReached } from "../../../infra/nobody-reached.ts";
import type { PipelineConfigInput } from "../../../shared/config/pipeline-config.ts";
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

test("a page that ends at the catch-all rings an alarm, on what the doctor reads as well", () => {
  const { Properties } = resourceNamed(template, "AWS::CloudWatch::Alarm", "OnCallPageOnCallNobodyReached");
  expect(Properties).toMatchObject({
    Namespace: "FirstReply",
    MetricName: nobodyReached.metric,
    Dimensions: [{ Name: "service", Value: nobodyReached.by }],
    AlarmDescription: `Customers lose: ${nobodyReached.words.customersLose} Look first: ${nobodyReached.words.lookFirst}`,
  });
});

test("one page at a time, so that a destination that hangs delays no other page", () => {
  const mapping = resourceNamed(template, "AWS::Lambda::EventSourceMapping", "OnCallPageOnCallMessages");
  expect(mapping.Properties).toMatchObject({ BatchSize: 1 });
});

test("pages are published encrypted, and over TLS only", () => {
  const topic = resourceNamed(template, "AWS::SNS::Topic", "OnCallDutyTopicPageTopic");
  expect(JSON.stringify(topic.Properties["KmsMasterKeyId"])).toContain("alias/aws/sns");
  const { Properties } = resourceNamed(template, "AWS::SNS::TopicPolicy", "OnCallDutyTopicPageTopic");
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

const paging = (destinations: NonNullable<PipelineConfigInput["destinations"]>) => {
  const pages = Object.keys(destinations);
  const teams = Object.fromEntries(
    (["service", "sales", "chatter", "unsure"] as const).map((takes) => [
      takes,
      { takes: [takes], replyWithinSeconds: 60, pages },
    ]),
  );
  return synthesized({ destinations, teams });
};
const pageGrantsOf = (paged: Template): string[] =>
  grantsOf(paged, "page-on-call").filter((grant) => /^(?:secrets|sns|ses).* OnCall/u.test(grant));

test("a pipeline that pages through SNS alone has no such secret and may read none", () => {
  const snsOnly = paging({ topic: { kind: "sns" } });
  const secrets = Object.keys(resourcesOf(snsOnly, "AWS::SecretsManager::Secret"));
  expect(secrets.filter((id) => id.startsWith("OnCall"))).toEqual([]);
  expect(functionNamed(snsOnly, "page-on-call").Environment.Variables["DESTINATION_SECRET_IDS"]).toBe("{}");
  expect(pageGrantsOf(snsOnly)).toEqual(["sns:Publish OnCallTopicPageTopic"]);
});

test("each topic wakes people of its own", () => {
  const two = paging({ days: { kind: "sns" }, nights: { kind: "sns" } });
  expect(Object.keys(two.toJSON()["Outputs"])).toEqual(
    expect.arrayContaining(["DaysPageTopicArn", "NightsPageTopicArn"]),
  );
  expect(pageGrantsOf(two)).toEqual(["sns:Publish OnCallDaysPageTopic", "sns:Publish OnCallNightsPageTopic"]);
});

test.each([
  ["pagerduty", '{"routingKey":""}'],
  ["slack", '{"url":""}'],
  ["teams", '{"url":""}'],
] as const)("a destination of kind %s has a secret that waits for %s, and no topic", (kind, fields) => {
  const paged = paging({ duty: { kind } });
  expect(resourceNamed(paged, "AWS::SecretsManager::Secret", "OnCall").Properties).toMatchObject({
    SecretString: fields,
  });
  expect(Object.keys(resourcesOf(paged, "AWS::SNS::Topic"))).toHaveLength(1);
  expect(pageGrantsOf(paged)).toEqual(["secretsmanager:GetSecretValue OnCallDutyDestinationSecret"]);
});

test("mail may be sent as exactly the address that the configuration names", () => {
  const mail = {
    kind: "email" as const,
    to: ["ada@brand.example"],
    from: "pages@mail.brand.example",
  };
  const paged = paging({ duty: mail, bosses: { ...mail, identity: "brand.example" } });
  const statements = Object.values(resourcesOf(paged, "AWS::IAM::Policy")).flatMap(
    ({ Properties }) =>
      z
        .object({ PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: z.unknown() })) }) })
        .parse(Properties).PolicyDocument.Statement,
  );
  expect(statements.filter(({ Action }) => Action === "ses:SendEmail")).toMatchObject(
    ["mail.brand.example", "brand.example"].map((identity) => ({
      Condition: { StringEquals: { "ses:FromAddress": "pages@mail.brand.example" } },
      Resource: {
        "Fn::Join": [
          "",
          [
            "arn:",
            expect.anything(),
            ":ses:",
            ...[1, 2, 3].map(() => expect.anything()),
            `:identity/${identity}`,
          ],
        ],
      },
    })),
  );
});

test.each([
  ["UrgentRule", "MentionRouted", { classification: { category: ["service"], urgent: [true] } }],
  ["WarningRule", "DeadlineWarned", undefined],
  ["TurnRule", "ConversationEscalated", undefined],
  ["OutageRule", "OutageSuspected", { news: ["opened"] }],
  ["TakenRule", "ConversationAcknowledged", { paged: [true] }],
  ["AnsweredRule", "ConversationAnswered", { paged: [true], nobodyWaits: [true] }],
  ["ClosedRule", "ConversationClosed", { paged: [true], nobodyWaits: [true] }],
  ["TakenBackRule", "ConversationUpdated", { paged: [true], nobodyWaits: [true] }],
  ["PagedTooLateRule", "PageSent", { tooLate: [true] }],
])("%s has %s reach whoever pages, and no more of them than it must", (id, detailType, detail) => {
  const { Properties } = resourceNamed(template, "AWS::Events::Rule", `OnCall${id}`);
  expect(Properties["EventPattern"]).toEqual({
    source: ["firstreply"],
    "detail-type": [detailType],
    ...(detail && { detail }),
  });
});
