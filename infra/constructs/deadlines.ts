import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Env as RingDeadlineEnv } from "../../functions/ring-deadline/env.ts";
import type { Env as SweepDeadlinesEnv } from "../../functions/sweep-deadlines/env.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import { NodeFunction } from "./node-function.ts";

type DeadlinesProps = { readonly deployment: Deployment; readonly conversations: Conversations };

const ringTimeout = Duration.seconds(15);

/** The one timer: every minute a sweep hands over what is due soon, and a queue holds it back to the second. */
export class Deadlines extends Construct {
  readonly queue: DurableQueue;
  private readonly deployment: Deployment;
  private readonly conversations: Conversations;

  constructor(scope: Construct, id: string, { deployment, conversations }: DeadlinesProps) {
    super(scope, id);
    this.deployment = deployment;
    this.conversations = conversations;
    this.queue = this.createQueue();
    this.ringDeadline();
    this.everyMinute(this.sweepDeadlines());
  }

  private createQueue(): DurableQueue {
    return new DurableQueue(this, "Queue", {
      observability: this.deployment.observability,
      name: "Deadline",
      readerTimeout: ringTimeout,
      whenDead: {
        customersLose: "promised answers: nobody is woken for the conversations whose deadlines lie here.",
        lookFirst: "the log of ring-deadline for their conversation ids.",
      },
      whenLate: {
        than: Duration.minutes(10), // twice the longest delay a deadline is handed over with, and then some
        customersLose: "minutes: people are woken late.",
        lookFirst: "errors and throttles of ring-deadline.",
      },
    });
  }

  private ringDeadline(): void {
    const { table } = this.conversations;
    const { queue, deadLetters } = this.queue;
    const ring = new NodeFunction<RingDeadlineEnv>(this, "RingDeadline", {
      deployment: this.deployment,
      name: "ring-deadline",
      timeout: ringTimeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEADLINE_QUEUE_URL: queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        TIMEOUT_SECONDS: String(ringTimeout.toSeconds()),
      },
      customersLose: "promised answers: clocks run out and nobody is woken.",
    });
    ring.allow(["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], table.tableArn);
    ring.allow(["sqs:SendMessage"], queue.queueArn, deadLetters.queueArn);
    consumeQueue(ring, { queue: this.queue, batchSize: 10, maxConcurrency: 20 });
  }

  private sweepDeadlines(): Sweep {
    const { table } = this.conversations;
    const deadLetters = new DeadLetterQueue(this, "SweepDeadLetters", {
      observability: this.deployment.observability,
      customersLose: "promised answers: a sweep failed three times, and deadlines may ring late.",
      lookFirst: "the log of sweep-deadlines. The next sweep that succeeds repairs what was missed.",
    });
    const sweep = new NodeFunction<SweepDeadlinesEnv>(this, "SweepDeadlines", {
      deployment: this.deployment,
      name: "sweep-deadlines",
      timeout: Duration.seconds(50),
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEADLINE_QUEUE_URL: this.queue.queue.queueUrl,
      },
      deadLetters,
      customersLose: "promised answers: deadlines more than a few minutes ahead are not handed over in time.",
    });
    sweep.allow(["dynamodb:Query"], this.conversations.indexArn("byDue"));
    sweep.allow(["dynamodb:GetItem", "dynamodb:PutItem"], table.tableArn);
    sweep.allow(["sqs:SendMessage"], this.queue.queue.queueArn);
    sweep.alertOn("DeadlinesOverdue", {
      customersLose: "minutes: clocks ran out more than a minute ago, and nobody has been told.",
      lookFirst:
        "the log and the dead letters of ring-deadline. If it only stood still, the backlog rings by itself; what cannot be rung is tried again every hour at most.",
    });
    this.watchSilence(sweep);
    new CfnOutput(Stack.of(this), "SweepDeadlinesFunctionName", { value: sweep.lambda.functionName });
    new CfnOutput(Stack.of(this), "SweepDeadlinesDeadLetterUrl", { value: deadLetters.queueUrl });
    return { sweep, deadLetters };
  }

  private everyMinute({ sweep, deadLetters }: Sweep): void {
    const rule = new Rule(this, "EveryMinute", { schedule: Schedule.rate(Duration.minutes(1)) });
    rule.addTarget(
      new LambdaFunction(sweep.lambda, {
        deadLetterQueue: deadLetters,
        retryAttempts: 1,
        maxEventAge: Duration.minutes(1), // after that the next sweep is due anyway
      }),
    );
  }

  private watchSilence(sweep: NodeFunction<SweepDeadlinesEnv>): void {
    this.deployment.observability.raise(this, "SweepSilent", {
      metric: sweep.lambda.metricInvocations({ period: Duration.minutes(1) }),
      when: { fallsBelow: 1 },
      periods: 5,
      customersLose: "promised answers: nobody hands deadlines over, so they ring late or not at all.",
      lookFirst: "whether the rule that runs sweep-deadlines every minute is enabled.",
    });
  }
}

type Sweep = {
  readonly sweep: NodeFunction<SweepDeadlinesEnv>;
  readonly deadLetters: DeadLetterQueue;
};
