import { describe, expect, test } from "vitest";
import { functionNames } from "../../../infra/bundling/function-name.ts";
import { Env as AnswerPageEnv } from "../../../functions/answer-page/env.ts";
import { Env as PageOnCallEnv } from "../../../functions/page-on-call/env.ts";
import { Env as ReceiveWebhookEnv } from "../../../functions/receive-webhook/env.ts";
import { Env as ReconcileChannelEnv } from "../../../functions/reconcile-channel/env.ts";
import { Env as RelayEventsEnv } from "../../../functions/relay-events/env.ts";
import { Env as RingDeadlineEnv } from "../../../functions/ring-deadline/env.ts";
import { Env as SweepDeadlinesEnv } from "../../../functions/sweep-deadlines/env.ts";
import { Env as TriageMentionsEnv } from "../../../functions/triage-mentions/env.ts";
import { functionNamed, grantsOf, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized();
const table = "ConversationsTable";
const deadlineQueue = "DeadlinesQueue";

const readAndWrite = [`dynamodb:GetItem ${table}`, `dynamodb:PutItem ${table}`];
const consume = (queue: string) =>
  ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"].map((action) => `${action} ${queue}`);

/** What each function may do beyond writing its own log and trace. Exactly that. */
const grants = {
  "receive-webhook": [
    "secretsmanager:GetSecretValue WebhookIngressFacebookChannelSecret",
    "secretsmanager:GetSecretValue WebhookIngressXChannelSecret",
    "sqs:SendMessage WebhookIngressIntakeQueue",
  ],
  "triage-mentions": [
    ...readAndWrite,
    `dynamodb:UpdateItem ${table}`,
    ...consume("WebhookIngressIntakeQueue"),
    "sqs:SendMessage WebhookIngressIntakeDeadLetters",
  ],
  "relay-events": [
    ...["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
      (action) => `dynamodb:${action} ${table}.StreamArn`,
    ),
    `dynamodb:GetItem ${table}`,
    "events:PutEvents EventBus",
    `sqs:SendMessage ${deadlineQueue}`,
    "sqs:SendMessage EventRelayDeadLetters",
  ],
  "sweep-deadlines": [
    ...readAndWrite,
    `dynamodb:Query ${table}/index/byDue`,
    `sqs:SendMessage ${deadlineQueue}`,
    "sqs:SendMessage DeadlinesSweepDeadLetters",
  ],
  "ring-deadline": [
    ...["BatchGetItem", "PutItem", "UpdateItem"].map((action) => `dynamodb:${action} ${table}`),
    ...consume(deadlineQueue),
    `sqs:SendMessage ${deadlineQueue}`,
    `sqs:SendMessage ${deadlineQueue}DeadLetters`,
  ],
  "reconcile-channel": [
    ...readAndWrite,
    "cloudwatch:GetMetricData *",
    `dynamodb:Query ${table}/index/byTeam`,
    "events:PutEvents EventBus",
    "secretsmanager:GetSecretValue ChannelAccessFacebookAccessSecret",
    "secretsmanager:GetSecretValue ChannelAccessXAccessSecret",
    "secretsmanager:GetSecretValue WebhookIngressFacebookChannelSecret",
    "secretsmanager:PutSecretValue ChannelAccessXAccessSecret",
    "sqs:SendMessage ChannelWatchDeadLetters",
    "sqs:SendMessage WebhookIngressIntakeQueue",
  ],
  "answer-page": [...readAndWrite, "secretsmanager:GetSecretValue AnswerPageLinkSecret"],
  "page-on-call": [
    ...readAndWrite,
    `dynamodb:UpdateItem ${table}`,
    "secretsmanager:GetSecretValue AnswerPageLinkSecret",
    ...consume("OnCallQueue"),
    "secretsmanager:GetSecretValue OnCallDutyWebhookDestinationSecret",
    "sns:Publish OnCallDutyTopicPageTopic",
    "sqs:SendMessage OnCallQueueDeadLetters",
  ],
};

const environments = {
  "receive-webhook": ReceiveWebhookEnv,
  "triage-mentions": TriageMentionsEnv,
  "relay-events": RelayEventsEnv,
  "sweep-deadlines": SweepDeadlinesEnv,
  "ring-deadline": RingDeadlineEnv,
  "page-on-call": PageOnCallEnv,
  "answer-page": AnswerPageEnv,
  "reconcile-channel": ReconcileChannelEnv,
};

/** A platform waits for the one, somebody who was woken for the other. */
const awaited: readonly string[] = ["receive-webhook", "answer-page"];

describe.each(functionNames)("%s", (name) => {
  const lambda = functionNamed(template, name);

  test("may do what it needs and nothing else", () => {
    const beyondLogAndTrace = grantsOf(template, name).filter((grant) => !/^(logs|xray):/u.test(grant));
    expect(beyondLogAndTrace).toEqual(grants[name].toSorted());
  });

  test("writes to no log but its own", () => {
    const logs = grantsOf(template, name).filter((grant) => grant.startsWith("logs:"));
    expect(logs).toEqual([
      expect.stringMatching(/^logs:CreateLogStream \w+Log$/u),
      expect.stringMatching(/^logs:PutLogEvents \w+Log$/u),
    ]);
  });

  test("finds every variable it reads, and what names its logs and metrics", () => {
    expect(Object.keys(lambda.Environment.Variables).toSorted()).toEqual(
      [
        ...Object.keys(environments[name].shape),
        "POWERTOOLS_SERVICE_NAME",
        "POWERTOOLS_METRICS_NAMESPACE",
      ].toSorted(),
    );
    expect(lambda.Environment.Variables).toMatchObject({ POWERTOOLS_SERVICE_NAME: name });
  });

  test("runs as all of ours do", () => {
    expect(lambda).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "handler.handler",
      MemorySize: awaited.includes(name) ? 512 : 256,
      LoggingConfig: { LogFormat: "JSON" },
      TracingConfig: { Mode: "Active" },
    });
  });
});

test("logs are kept as long as the configuration says", () => {
  const logs = Object.values(resourcesOf(synthesized({ retention: { logDays: 7 } }), "AWS::Logs::LogGroup"));
  expect(new Set(logs.map(({ Properties }) => Properties["RetentionInDays"]))).toEqual(new Set([7]));
  expect(logs).toHaveLength(functionNames.length + 1);
});

test("no role has a policy that AWS manages", () => {
  const roles = Object.values(resourcesOf(template, "AWS::IAM::Role"));
  expect(roles.filter(({ Properties }) => "ManagedPolicyArns" in Properties)).toEqual([]);
});
