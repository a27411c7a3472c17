import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as PageOnCallEnv } from "../../functions/page-on-call/env.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";
import { createPageDestinations } from "./page-destinations.ts";

type OnCallProps = {
  readonly deployment: Deployment;
  readonly bus: EventBus;
  readonly conversations: Conversations;
};

const pageTimeout = Duration.seconds(30);

/** When a clock runs out somebody is woken, at every destination their team names. */
export class OnCall extends Construct {
  private readonly deployment: Deployment;
  private readonly queue: DurableQueue;

  constructor(scope: Construct, id: string, { deployment, bus, conversations }: OnCallProps) {
    super(scope, id);
    this.deployment = deployment;
    this.queue = this.createQueue();
    bus.deliver(this, "BreachRule", { event: DeadlineBreached, to: this.queue });
    this.pageOnCall(conversations);
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

  private pageOnCall({ table }: Conversations): void {
    const { deadLetters } = this.queue;
    const destinations = createPageDestinations(this, this.deployment);
    const pager = new NodeFunction<PageOnCallEnv>(this, "PageOnCall", {
      deployment: this.deployment,
      name: "page-on-call",
      timeout: pageTimeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        ...destinations.environment,
      },
      customersLose: "an answer that was promised: clocks run out and nobody is woken.",
    });
    pager.allow(["dynamodb:GetItem", "dynamodb:PutItem"], table.tableArn);
    pager.allow(["sqs:SendMessage"], deadLetters.queueArn);
    destinations.letPage(pager);
    pager.alertOn("PageFailed", {
      customersLose: "somebody who was to be woken: one destination took no page, whatever others did.",
      lookFirst: "the log of page-on-call, page.failed: which destination, and why; then its secret.",
    });
    consumeQueue(pager, { queue: this.queue, batchSize: 1, maxConcurrency: 10 });
  }
}
