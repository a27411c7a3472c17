import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Env as ReadFeedsEnv } from "../../functions/read-feeds/env.ts";
import type { Conversations } from "./conversations.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import { NodeFunction } from "./node-function.ts";
import { OperatorSecret } from "./operator-secret.ts";

type RosterFeedsProps = {
  readonly deployment: Deployment;
  readonly conversations: Conversations;
  /** By the names layers give them. */
  readonly feeds: readonly string[];
};

/** So late is a change in a calendar known here; a run is over before the next one. */
const period = Duration.minutes(15);
const customersLose = "perhaps an answer at night: who is on call may have changed in a calendar, unseen.";

/** Shifts that people keep in calendars elsewhere are read again and again, from addresses that are secrets. */
export class RosterFeeds extends Construct {
  private readonly props: RosterFeedsProps;

  constructor(scope: Construct, id: string, props: RosterFeedsProps) {
    super(scope, id);
    this.props = props;
    const deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      observability: props.deployment.observability,
      customersLose,
      lookFirst: "the log of read-feeds. The next run that succeeds makes up for it.",
    });
    const reader = this.readFeeds(deadLetters);
    this.onSchedule(reader, deadLetters);
    new CfnOutput(Stack.of(this), "ReadFeedsFunctionName", { value: reader.lambda.functionName });
    new CfnOutput(Stack.of(this), "ReadFeedsDeadLetterUrl", { value: deadLetters.queueUrl });
  }

  private readFeeds(deadLetters: DeadLetterQueue): NodeFunction<ReadFeedsEnv> {
    const { deployment, conversations, feeds } = this.props;
    const secretArns = feeds.map((feed) => [feed, this.createSecret(feed).secretArn] as const);
    const reader = new NodeFunction<ReadFeedsEnv>(this, "ReadFeeds", {
      deployment,
      name: "read-feeds",
      timeout: Duration.minutes(10),
      // A calendar of 4 MB is read whole, and its rules worked out.
      memoryMegabytes: 512,
      environment: {
        CONVERSATIONS_TABLE_NAME: conversations.table.tableName,
        FEED_SECRET_IDS: Stack.of(this).toJsonString(Object.fromEntries(secretArns)),
      },
      deadLetters,
      customersLose,
    });
    reader.allow(["dynamodb:GetItem", "dynamodb:PutItem"], conversations.table.tableArn);
    for (const [, arn] of secretArns) reader.allow(["secretsmanager:GetSecretValue"], arn);
    return reader;
  }

  private createSecret(feed: string): OperatorSecret {
    return new OperatorSecret(this, {
      of: "feed",
      id: feed,
      description: `The address of the calendar that says who is on call (${feed}): iCal over https`,
      fields: ["url"],
    });
  }

  private onSchedule(reader: NodeFunction<ReadFeedsEnv>, deadLetterQueue: DeadLetterQueue): void {
    const rule = new Rule(this, "EveryQuarterOfAnHour", { schedule: Schedule.rate(period) });
    rule.addTarget(
      new LambdaFunction(reader.lambda, { deadLetterQueue, retryAttempts: 1, maxEventAge: period }),
    );
    this.props.deployment.observability.raise(this, "Silent", {
      metric: reader.lambda.metricInvocations({ period }),
      when: { fallsBelow: 1 },
      periods: 3,
      customersLose,
      lookFirst: "whether the rule that runs read-feeds every 15 minutes is enabled.",
    });
  }
}
