import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";

/** Something a person should look at, in words that person understands at 3 a.m. */
export type Alert = {
  readonly metric: IMetric;
  readonly when: Limit;
  /** For how many of the metric's periods on end; one when left out. */
  readonly periods?: number;
  readonly customersLose: string;
  readonly lookFirst: string;
};

/** Where nothing is measured, nothing has reached a limit; but what must not fall below one has. */
type Limit = { readonly reaches: number } | { readonly fallsBelow: number };

const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");

/** One topic that every alarm of the pipeline goes to. Constructs raise their own alarms, beside what they watch. */
export class Observability extends Construct {
  readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.alarmTopic = new Topic(this, "AlarmTopic", { masterKey: this.alarmKey(), enforceSSL: true });
    this.letAlarmsPublish();
    new CfnOutput(Stack.of(this), "AlarmTopicArn", { value: this.alarmTopic.topicArn });
  }

  /** Raises an alarm named `id` in `scope`, to the one topic. */
  raise(scope: Construct, id: string, alert: Alert): void {
    const alarm = new Alarm(scope, id, {
      metric: alert.metric,
      ...beyond(alert.when),
      evaluationPeriods: alert.periods ?? 1,
      alarmDescription: `Customers lose: ${alert.customersLose} Look first: ${alert.lookFirst}`,
    });
    alarm.addAlarmAction(new SnsAction(this.alarmTopic));
  }

  /** Alarms cannot publish to a topic under the key `aws/sns`, whose policy nobody can change: hence one of our own. */
  private alarmKey(): Key {
    const key = new Key(this, "AlarmKey", {
      description: "Encrypts the alarm topic, and lets CloudWatch alarms publish to it",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(this.forAlarms(["kms:Decrypt", "kms:GenerateDataKey*"], "*"));
    return key;
  }

  /** A topic policy of our own takes the place of the default one, which had let the account's alarms in. */
  private letAlarmsPublish(): void {
    this.alarmTopic.addToResourcePolicy(this.forAlarms(["sns:Publish"], this.alarmTopic.topicArn));
  }

  private forAlarms(actions: string[], resource: string): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [cloudWatch],
      actions,
      resources: [resource],
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
    });
  }
}

const beyond = (limit: Limit) =>
  "reaches" in limit
    ? {
        threshold: limit.reaches,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }
    : {
        threshold: limit.fallsBelow,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      };
