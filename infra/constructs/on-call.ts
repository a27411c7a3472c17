import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Alias } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { Env as PageOnCallEnv } from "../../functions/page-on-call/env.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";
import { OperatorSecret } from "./operator-secret.ts";

type OnCallProps = {
  readonly deployment: Deployment;
  readonly bus: EventBus;
  readonly conversations: Conversations;
};

const pageTimeout = Duration.seconds(30);

/** When a clock runs out somebody is woken: through a signed webhook, or by whatever listens to the page topic. */
export class OnCall extends Construct {
  private readonly deployment: Deployment;
  private readonly queue: DurableQueue;
  private readonly pageTopic: Topic;

  constructor(scope: Construct, id: string, { deployment, bus, conversations }: OnCallProps) {
    super(scope, id);
    this.deployment = deployment;
    this.queue = this.createQueue();
    this.pageTopic = this.createTopic();
    bus.deliver(this, "BreachRule", { event: DeadlineBreached, to: this.queue });
    this.pageOnCall(conversations, this.destinationSecrets());
  }

  private createQueue(): DurableQueue {
    return new DurableQueue(this, "Queue", {
      observability: this.deployment.observability,
      name: "OnCall",
      readerTimeout: pageTimeout,
      whenDead: {
        customersLose: "an answer that was promised: their clock ran out and nobody was woken.",
        lookFirst: "the log of page-on-call for the destination that refused, then page by hand.",
      },
      whenLate: {
        than: Duration.minutes(5),
        customersLose: "minutes: people are woken late.",
        lookFirst: "errors and throttles of page-on-call, and the destinations it pages.",
      },
    });
  }

  /** Under the key AWS keeps for SNS, which every publisher of this account may use: no grant, no cost per month. */
  private createTopic(): Topic {
    const topic = new Topic(this, "PageTopic", {
      masterKey: Alias.fromAliasName(this, "SnsKey", "alias/aws/sns"),
      enforceSSL: true,
    });
    new CfnOutput(Stack.of(this), "PageTopicArn", { value: topic.topicArn });
    return topic;
  }

  private destinationSecrets(): Record<string, OperatorSecret> {
    const destinations = Object.entries(this.deployment.config.destinations);
    const webhooks = destinations.filter(([, { kind }]) => kind === "webhook");
    return Object.fromEntries(
      webhooks.map(([id]) => [
        id,
        new OperatorSecret(this, {
          of: "destination",
          id,
          description: `Where pages for ${id} are posted, and what signs them (Standard Webhooks)`,
          fields: ["url", "signingSecret"],
        }),
      ]),
    );
  }

  private pageOnCall({ table }: Conversations, secrets: Record<string, OperatorSecret>): void {
    const { deadLetters } = this.queue;
    const arns = Object.entries(secrets).map(([name, secret]) => [name, secret.secretArn]);
    const pager = new NodeFunction<PageOnCallEnv>(this, "PageOnCall", {
      deployment: this.deployment,
      name: "page-on-call",
      timeout: pageTimeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        PAGE_TOPIC_ARN: this.pageTopic.topicArn,
        DESTINATION_SECRET_IDS: Stack.of(this).toJsonString(Object.fromEntries(arns)),
      },
      customersLose: "an answer that was promised: clocks run out and nobody is woken.",
    });
    pager.allow(["dynamodb:GetItem", "dynamodb:PutItem"], table.tableArn);
    pager.allow(["sns:Publish"], this.pageTopic.topicArn);
    pager.allow(["sqs:SendMessage"], deadLetters.queueArn);
    const secretArns = Object.values(secrets).map((secret) => secret.secretArn);
    if (secretArns.length > 0) pager.allow(["secretsmanager:GetSecretValue"], ...secretArns);
    pager.alertOn("PageFailed", {
      customersLose: "somebody who was to be woken: one destination took no page, whatever others did.",
      lookFirst: "the log of page-on-call, page.failed: which destination, and why; then its secret.",
    });
    consumeQueue(pager, { queue: this.queue, batchSize: 1, maxConcurrency: 10 });
  }
}
