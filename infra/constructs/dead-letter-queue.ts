import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Observability } from "./observability.ts";

type DeadLetterQueueProps = {
  readonly observability: Observability;
  readonly customersLose: string;
  readonly lookFirst: string;
};

/** Where what could not be handled waits for a person, for two weeks. A single message in it is an alarm. */
export class DeadLetterQueue extends Queue {
  constructor(
    scope: Construct,
    id: string,
    { observability, customersLose, lookFirst }: DeadLetterQueueProps,
  ) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const reason = "This is a dead-letter queue: nothing reads it but people.";
    Validations.of(this).acknowledge(
      { id: "AwsSolutions-SQS3", reason },
      { id: "Serverless-SQSRedrivePolicy", reason },
    );
    observability.raise(this, "NotEmpty", {
      metric: this.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "Maximum",
      }),
      when: { reaches: 1 },
      customersLose,
      lookFirst,
    });
  }
}
