import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Env as ReconcileChannelEnv } from "../../functions/reconcile-channel/env.ts";
import { connectors } from "../../shared/platforms/connectors.ts";
import { doors } from "../../shared/platforms/doors.ts";
import type { ChannelAccess } from "./channel-access.ts";
import type { Conversations } from "./conversations.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";
import type { OperatorSecret } from "./operator-secret.ts";
import type { WebhookIngress } from "./webhook-ingress.ts";

type ChannelWatchProps = {
  readonly deployment: Deployment;
  readonly conversations: Conversations;
  readonly bus: EventBus;
  readonly ingress: WebhookIngress;
  readonly access: ChannelAccess;
};

/** Looks after every channel on a schedule: its subscription, its tokens, what was missed, and whether it is silent. */
export class ChannelWatch extends Construct {
  private readonly props: ChannelWatchProps;

  constructor(scope: Construct, id: string, props: ChannelWatchProps) {
    super(scope, id);
    this.props = props;
    const deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      observability: props.deployment.observability,
      customersLose: "perhaps everything they write: a channel that has died is not noticed.",
      lookFirst: "the log of reconcile-channel. The next look that succeeds makes up for it.",
    });
    const reconcile = this.reconcileChannel(deadLetters);
    this.grant(reconcile);
    this.alert(reconcile);
    this.onSchedule(reconcile, deadLetters);
    new CfnOutput(Stack.of(this), "ReconcileChannelFunctionName", {
      value: reconcile.lambda.functionName,
    });
    new CfnOutput(Stack.of(this), "ReconcileChannelDeadLetterUrl", { value: deadLetters.queueUrl });
  }

  private reconcileChannel(deadLetters: DeadLetterQueue): NodeFunction<ReconcileChannelEnv> {
    const { deployment, conversations, bus, ingress, access } = this.props;
    return new NodeFunction<ReconcileChannelEnv>(this, "ReconcileChannel", {
      deployment,
      name: "reconcile-channel",
      timeout: Duration.minutes(4), // platforms are slow, and a token may have to be waited for
      environment: {
        CONVERSATIONS_TABLE_NAME: conversations.table.tableName,
        EVENT_BUS_NAME: bus.bus.eventBusName,
        INTAKE_QUEUE_URL: ingress.intake.queue.queueUrl,
        WEBHOOK_URL: ingress.url,
        CHANNEL_SECRET_IDS: this.arnsOf(this.registeringSecrets()),
        ACCESS_SECRET_IDS: this.arnsOf(access.secrets),
      },
      deadLetters,
      customersLose: "perhaps everything they write: a channel that dies now is not noticed.",
    });
  }

  private grant(reconcile: NodeFunction<ReconcileChannelEnv>): void {
    const { conversations, bus, ingress, access } = this.props;
    reconcile.allow(["dynamodb:GetItem", "dynamodb:PutItem"], conversations.table.tableArn);
    reconcile.allow(["dynamodb:Query"], conversations.indexArn("byTeam"));
    reconcile.allow(["events:PutEvents"], bus.bus.eventBusArn);
    reconcile.allow(["sqs:SendMessage"], ingress.intake.queue.queueArn);
    reconcile.allowEverywhere("cloudwatch:GetMetricData");
    const read = [...arnsIn(this.registeringSecrets()), ...arnsIn(access.secrets)];
    if (read.length > 0) reconcile.allow(["secretsmanager:GetSecretValue"], ...read);
    const renewed = arnsIn(this.renewedSecrets());
    if (renewed.length > 0) reconcile.allow(["secretsmanager:PutSecretValue"], ...renewed);
  }

  /** The secrets of channels that are registered with a field of theirs (Meta's verify token). */
  private registeringSecrets(): Readonly<Record<string, OperatorSecret>> {
    const { deployment, ingress, access } = this.props;
    return Object.fromEntries(
      Object.entries(ingress.secrets).filter(([id]) => {
        const platform = deployment.config.channels[id]?.platform;
        const fields: readonly string[] = platform === undefined ? [] : doors[platform].secretFields;
        return Object.hasOwn(access.secrets, id) && fields.includes("verifyToken");
      }),
    );
  }

  private renewedSecrets(): Readonly<Record<string, OperatorSecret>> {
    const { deployment, access } = this.props;
    return Object.fromEntries(
      Object.entries(access.secrets).filter(([id]) => {
        const platform = deployment.config.channels[id]?.platform;
        return platform !== undefined && connectors[platform]?.refresh !== undefined;
      }),
    );
  }

  private arnsOf(secrets: Readonly<Record<string, OperatorSecret>>): string {
    const arns = Object.entries(secrets).map(([id, { secretArn }]) => [id, secretArn]);
    return Stack.of(this).toJsonString(Object.fromEntries(arns));
  }

  private alert(reconcile: NodeFunction<ReconcileChannelEnv>): void {
    reconcile.alertOn("ChannelSilent", {
      customersLose: "perhaps everything they write on one channel: it is quiet when it never is.",
      lookFirst:
        "the ChannelSilent event on the bus, or channel.silent in the log of reconcile-channel: which channel, and what to do.",
    });
    reconcile.alertOn("ChannelDisconnected", {
      customersLose: "everything they write on one channel: its platform has refused us for an hour.",
      lookFirst: "channel.refused in the log of reconcile-channel; then firstreply connect --check.",
    });
    reconcile.alertOn("TokensLost", {
      customersLose: "what a channel cannot hear without its tokens: they were used and never stored.",
      lookFirst: "tokens.lost in the log of reconcile-channel. The brand has to authorise the app again.",
    });
  }

  private onSchedule(reconcile: NodeFunction<ReconcileChannelEnv>, deadLetterQueue: DeadLetterQueue): void {
    const period = Duration.minutes(this.props.deployment.config.reconcile.everyMinutes);
    const rule = new Rule(this, "EveryFewMinutes", { schedule: Schedule.rate(period) });
    rule.addTarget(
      new LambdaFunction(reconcile.lambda, { deadLetterQueue, retryAttempts: 1, maxEventAge: period }),
    );
    this.props.deployment.observability.raise(this, "NotWatched", {
      metric: reconcile.lambda.metricInvocations({ period: Duration.hours(1) }),
      when: { fallsBelow: 1 },
      customersLose: "perhaps everything they write: nobody looks whether their channels are alive.",
      lookFirst: "whether the rule that runs reconcile-channel is enabled.",
    });
  }
}

const arnsIn = (secrets: Readonly<Record<string, OperatorSecret>>): string[] =>
  Object.values(secrets).map(({ secretArn }) => secretArn);
