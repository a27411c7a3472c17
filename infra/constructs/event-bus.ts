import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { EventBus as Bus, Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { eventSource } from "../../shared/contracts/event-contract.ts";
import type { Deployment } from "./deployment.ts";
import type { DurableQueue } from "./durable-queue.ts";

type Delivery = {
  /** The contract of the event. */
  readonly event: { readonly source: string; readonly detailType: string };
  /** Which of them, as an EventBridge pattern of the detail; all of them when left out. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly to: DurableQueue;
};

/** EventBridge's own defaults for a target that cannot take an event, written down: a day, backing off. */
const retryPolicy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: Duration.days(1).toSeconds() };

/** Where everything First Reply does is told, and kept for replay. */
export class EventBus extends Construct {
  readonly bus: Bus;

  constructor(scope: Construct, id: string, { config }: Pick<Deployment, "config">) {
    super(scope, id);
    this.bus = new Bus(this, "Bus", { description: "What happens to conversations with the brand" });
    const archive = this.bus.archive("Archive", {
      eventPattern: { source: [eventSource] },
      retention: Duration.days(config.retention.archiveDays),
    });
    // Both carry names that must be unique: were they kept when a first deploy fails, the second could not begin.
    for (const kept of [this.bus, archive]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new CfnOutput(Stack.of(this), "EventBusName", { value: this.bus.eventBusName });
  }

  /** A rule that puts these events on a queue; one the queue cannot take goes to its dead letters, whole. */
  deliver(scope: Construct, id: string, { event, detail, to }: Delivery): void {
    const rule = new Rule(scope, id, {
      eventBus: this.bus,
      eventPattern: {
        source: [event.source],
        detailType: [event.detailType],
        ...(detail && { detail }),
      },
    });
    rule.addTarget({
      bind: () => ({
        arn: to.queue.queueArn,
        deadLetterConfig: { arn: to.deadLetters.queueArn },
        retryPolicy,
      }),
    });
    for (const queue of [to.queue, to.deadLetters]) letSend(queue, rule);
  }
}

const letSend = (queue: Queue, rule: Rule): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("events.amazonaws.com")],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { "aws:SourceArn": rule.ruleArn } },
    }),
  );
};
