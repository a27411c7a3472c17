import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as ReceiveWebhookEnv } from "../../functions/receive-webhook/env.ts";
import type { Env as TriageMentionsEnv } from "../../functions/triage-mentions/env.ts";
import { doors } from "../../shared/platforms/doors.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import { NodeFunction } from "./node-function.ts";
import { OperatorSecret } from "./operator-secret.ts";
import { WebhookApi } from "./webhook-api.ts";

type WebhookIngressProps = { readonly deployment: Deployment; readonly conversations: Conversations };

const triageTimeout = Duration.seconds(30);

/** The only way in: a webhook is verified, kept on the intake queue, and only then answered; then it is triaged. */
export class WebhookIngress extends Construct {
  /** Where verified webhooks wait, and whatever else was heard. */
  readonly intake: DurableQueue;
  /** The API it comes through, which has room for pages for people. */
  readonly api: WebhookApi;
  /** Where channels are: append `/<channel id>`. */
  readonly url: string;
  /** What each channel's webhooks are signed with, by channel id. */
  readonly secrets: Readonly<Record<string, OperatorSecret>>;
  private readonly deployment: Deployment;

  constructor(scope: Construct, id: string, { deployment, conversations }: WebhookIngressProps) {
    super(scope, id);
    this.deployment = deployment;
    this.intake = this.createIntake();
    this.secrets = this.channelSecrets();
    const receiver = this.receiveWebhook(this.secrets);
    this.api = new WebhookApi(this, "Api", { deployment, receiver: receiver.lambda });
    this.url = this.api.url;
    this.triageMentions(conversations);
    new CfnOutput(Stack.of(this), "WebhookUrl", { value: this.url });
  }

  private createIntake(): DurableQueue {
    return new DurableQueue(this, "Intake", {
      observability: this.deployment.observability,
      name: "Intake",
      readerTimeout: triageTimeout,
      whenDead: {
        customersLose: "an answer: what they wrote was received, but no team will see it.",
        lookFirst:
          "the log of triage-mentions for why; a body nobody can read yet waits here for a better parser.",
      },
      whenLate: {
        than: Duration.minutes(5),
        customersLose: "minutes: what they wrote waits before any team sees it.",
        lookFirst: "errors and throttles of triage-mentions.",
      },
    });
  }

  private channelSecrets(): Record<string, OperatorSecret> {
    const channels = Object.entries(this.deployment.config.channels);
    return Object.fromEntries(
      channels.map(([id, { platform }]) => [
        id,
        new OperatorSecret(this, {
          of: "channel",
          id,
          description: `What ${platform} signs the webhooks of channel ${id} with`,
          fields: doors[platform].secretFields,
        }),
      ]),
    );
  }

  private receiveWebhook(secrets: WebhookIngress["secrets"]): NodeFunction<ReceiveWebhookEnv> {
    const { queue } = this.intake;
    const arns = Object.entries(secrets).map(([id, secret]) => [id, secret.secretArn]);
    const receiver = new NodeFunction<ReceiveWebhookEnv>(this, "ReceiveWebhook", {
      deployment: this.deployment,
      name: "receive-webhook",
      memoryMegabytes: 512, // a platform waits for its start
      timeout: Duration.seconds(10),
      environment: {
        INTAKE_QUEUE_URL: queue.queueUrl,
        CHANNEL_SECRET_IDS: Stack.of(this).toJsonString(Object.fromEntries(arns)),
      },
      customersLose:
        "perhaps everything they write: a platform that gets no 200 may give up, and X never retries.",
    });
    receiver.allow(["sqs:SendMessage"], queue.queueArn);
    receiver.allow(
      ["secretsmanager:GetSecretValue"],
      ...Object.values(secrets).map((secret) => secret.secretArn),
    );
    return receiver;
  }

  private triageMentions({ table }: Conversations): void {
    const { deadLetters } = this.intake;
    const triage = new NodeFunction<TriageMentionsEnv>(this, "TriageMentions", {
      deployment: this.deployment,
      name: "triage-mentions",
      timeout: triageTimeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
      },
      customersLose: "minutes: what they wrote is kept and tried again, but no team sees it yet.",
    });
    triage.allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], table.tableArn);
    triage.allow(["sqs:SendMessage"], deadLetters.queueArn);
    consumeQueue(triage, { queue: this.intake, batchSize: 10, maxConcurrency: 20 });
  }
}
