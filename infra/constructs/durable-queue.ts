import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Observability } from "./observability.ts";

/**
 * Lambda takes a message again for every throttled try, so fewer tries would bury healthy messages under load.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const maxReceiveCount = 5;

type DurableQueueProps = {
  readonly observability: Observability;
  /** `Intake` makes the stack outputs `IntakeQueueUrl` and `IntakeDeadLetterUrl`. */
  readonly name: string;
  /** How long its reader may take for a batch. A message is hidden six times as long, so tries do not overlap. */
  readonly readerTimeout: Duration;
  /** What customers lose when a message of this queue ends up dead, and where to look first. */
  readonly whenDead: { readonly customersLose: string; readonly lookFirst: string };
  /** The same for messages that nobody takes: how old the oldest may grow. */
  readonly whenLate?: {
    readonly than: Duration;
    readonly customersLose: string;
    readonly lookFirst: string;
  };
};

/** A queue that loses nothing quietly: encrypted, kept on delete, with a dead-letter queue and alarms. */
export class DurableQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;
  readonly readerTimeout: Duration;

  constructor(scope: Construct, id: string, props: DurableQueueProps) {
    super(scope, id);
    this.readerTimeout = props.readerTimeout;
    this.deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      observability: props.observability,
      ...props.whenDead,
    });
    this.queue = new Queue(this, "Queue", {
      visibilityTimeout: Duration.seconds(6 * props.readerTimeout.toSeconds()),
      retentionPeriod: Duration.days(7), // a dead letter keeps its age, and needs days of its 14 left
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.watchAge(props);
    new CfnOutput(Stack.of(this), `${props.name}QueueUrl`, { value: this.queue.queueUrl });
    new CfnOutput(Stack.of(this), `${props.name}DeadLetterUrl`, { value: this.deadLetters.queueUrl });
  }

  private watchAge({ observability, whenLate }: DurableQueueProps): void {
    if (whenLate === undefined) return;
    observability.raise(this, "Late", {
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: "Maximum",
      }),
      when: { reaches: whenLate.than.toSeconds() },
      customersLose: whenLate.customersLose,
      lookFirst: whenLate.lookFirst,
    });
  }
}
