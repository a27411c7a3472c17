/**
 * What destinations need of AWS: a topic for each `sns`, so that each wakes people of its own; a secret for each whose
 * address or key is one; and leave to send mail as exactly the address that each `email` names.
 */
import { CfnOutput, Stack } from "aws-cdk-lib";
import { Alias } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Env as PageOnCallEnv } from "../../functions/page-on-call/env.ts";
import type { Destination } from "../../shared/config/destination-config.ts";
import { destinationSecretFields } from "../../shared/config/destination-secret-fields.ts";
import type { Deployment } from "./deployment.ts";
import type { NodeFunction } from "./node-function.ts";
import { OperatorSecret } from "./operator-secret.ts";
import { pascalCase } from "./pascal-case.ts";

type MayBeAllowed = Pick<NodeFunction<Record<string, string>>, "allow" | "allowWhere">;

export type PageDestinations = {
  /** What a function that pages is told. */
  readonly environment: Pick<PageOnCallEnv, "PAGE_TOPIC_ARNS" | "DESTINATION_SECRET_IDS">;
  /** Lets it page every destination, and nothing else. */
  readonly letPage: (pager: MayBeAllowed) => void;
};

export const createPageDestinations = (
  scope: Construct,
  { config }: Pick<Deployment, "config">,
): PageDestinations => {
  const destinations = Object.entries(config.destinations);
  const topicArns = destinations
    .filter(([, { kind }]) => kind === "sns")
    .map(([name]) => [name, createTopic(scope, name).topicArn] as const);
  const secretArns = destinations
    .filter(([, { kind }]) => destinationSecretFields[kind].length > 0)
    .map(([name, { kind }]) => [name, createSecret(scope, name, kind).secretArn] as const);
  const toJson = (arns: readonly (readonly [string, string])[]): string =>
    Stack.of(scope).toJsonString(Object.fromEntries(arns));
  return {
    environment: { PAGE_TOPIC_ARNS: toJson(topicArns), DESTINATION_SECRET_IDS: toJson(secretArns) },
    letPage: (pager) => {
      for (const [, arn] of topicArns) pager.allow(["sns:Publish"], arn);
      for (const [, arn] of secretArns) pager.allow(["secretsmanager:GetSecretValue"], arn);
      for (const [, destination] of destinations)
        if (destination.kind === "email") letMail(scope, pager, destination);
    },
  };
};

/** Under the key AWS keeps for SNS, which every publisher of this account may use: no grant, no cost per month. */
const createTopic = (scope: Construct, name: string): Topic => {
  const id = `${pascalCase(name)}PageTopic`;
  const topic = new Topic(scope, id, {
    masterKey: Alias.fromAliasName(scope, `${id}Key`, "alias/aws/sns"),
    enforceSSL: true,
  });
  new CfnOutput(Stack.of(scope), `${id}Arn`, { value: topic.topicArn });
  return topic;
};

/** Said to whoever fills it in. */
const descriptionOf = (name: string, kind: Destination["kind"]): string => {
  switch (kind) {
    case "webhook":
      return `Where pages for ${name} are posted, and what signs them (Standard Webhooks)`;
    case "pagerduty":
      return `The integration key that pages for ${name} go by (PagerDuty Events API v2)`;
    case "slack":
      return `Where pages for ${name} are posted: an incoming webhook of a Slack app`;
    case "teams":
      return `Where pages for ${name} are posted: the webhook of a Microsoft Teams workflow`;
    case "sns":
    case "email":
      throw new Error(`a destination of kind ${kind} has no secret`);
  }
};

const createSecret = (scope: Construct, name: string, kind: Destination["kind"]): OperatorSecret =>
  new OperatorSecret(scope, {
    of: "destination",
    id: name,
    description: descriptionOf(name, kind),
    fields: destinationSecretFields[kind],
  });

const letMail = (
  scope: Construct,
  pager: MayBeAllowed,
  { from, identity }: Extract<Destination, { kind: "email" }>,
): void => {
  const arn = Stack.of(scope).formatArn({ service: "ses", resource: "identity", resourceName: identity });
  pager.allowWhere("ses:FromAddress", from, "ses:SendEmail", arn);
};
