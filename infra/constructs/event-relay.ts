import assert from "node:assert/strict";
import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Env as RelayEventsEnv } from "../../functions/relay-events/env.ts";
import type { Conversations } from "./conversations.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import type { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";

type EventRelayProps = {
  readonly deployment: Deployment;
  readonly conversations: Conversations;
  readonly bus: EventBus;
  readonly deadlines: DurableQueue;
};

/**
 * The head of a conversation carries events, and so do a brand's fault reports when an outage is suspected; a message's
 * own item, or a removal, has nothing to tell.
 */
const toldOnly = [
  FilterCriteria.filter({
    eventName: FilterRule.or("INSERT", "MODIFY"),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual("head") } } },
  }),
  FilterCriteria.filter({
    eventName: FilterRule.or("INSERT", "MODIFY"),
    dynamodb: {
      Keys: { sk: { S: FilterRule.isEqual("outage") } },
      NewImage: { news: { S: FilterRule.exists() } },
    },
  }),
];

/** The table's stream: what a commit has to tell reaches the bus, and deadlines that are near reach their queue. */
export class EventRelay extends Construct {
  private readonly deployment: Deployment;
  private readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { deployment, conversations, bus, deadlines }: EventRelayProps) {
    super(scope, id);
    this.deployment = deployment;
    this.deadLetters = this.createDeadLetters();
    const { table } = conversations;
    const relay = new NodeFunction<RelayEventsEnv>(this, "RelayEvents", {
      deployment,
      name: "relay-events",
      timeout: Duration.seconds(60),
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        EVENT_BUS_NAME: bus.bus.eventBusName,
        DEADLINE_QUEUE_URL: deadlines.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
      },
      customersLose: "their mentions are remembered, but no team hears of them.",
    });
    relay.allow(["dynamodb:GetItem"], table.tableArn);
    relay.allow(["events:PutEvents"], bus.bus.eventBusArn);
    relay.allow(["sqs:SendMessage"], deadlines.queue.queueArn, this.deadLetters.queueArn);
    assert(table.tableStreamArn, "the table has a stream");
    this.followStream(relay, table.tableStreamArn);
    this.watchLag(relay);
    relay.alertOn("OutageSuspected", {
      customersLose: "whatever it is that many of them report at once: the brand itself may be down.",
      lookFirst:
        "the OutageSuspected event on the bus, or outage.suspected in the log of relay-events: how many, and which mentions.",
    });
    // With both, what lies among the dead letters can be given to the function again.
    new CfnOutput(Stack.of(this), "RelayEventsFunctionName", { value: relay.lambda.functionName });
    new CfnOutput(Stack.of(this), "RelayEventsDeadLetterUrl", { value: this.deadLetters.queueUrl });
  }

  private createDeadLetters(): DeadLetterQueue {
    return new DeadLetterQueue(this, "DeadLetters", {
      observability: this.deployment.observability,
      customersLose: "these commits are remembered, but no team hears of them.",
      lookFirst: "the messages here (each a whole head item) beside the log of relay-events.",
    });
  }

  private followStream(relay: NodeFunction<RelayEventsEnv>, streamArn: string): void {
    relay.allow(
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      streamArn,
    );
    new EventSourceMapping(relay, "Commits", {
      target: relay.lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: toldOnly,
      batchSize: 100,
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // The function gives up on an image long before, and keeps it whole. These bounds are for a function that cannot
      // even do that: time for people to repair it, but less than the day after which the stream forgets.
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(20),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }

  private watchLag(relay: NodeFunction<RelayEventsEnv>): void {
    this.deployment.observability.raise(this, "Behind", {
      metric: relay.lambda.metric("IteratorAge", { period: Duration.minutes(1), statistic: "Maximum" }),
      when: { reaches: Duration.minutes(1).toMilliseconds() },
      periods: 3,
      customersLose: "minutes: teams hear of mentions late, and pages go out late.",
      lookFirst: "errors and throttles of relay-events; one commit that keeps failing holds its shard up.",
    });
  }
}
