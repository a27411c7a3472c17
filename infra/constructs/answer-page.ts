import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Env as AnswerPageEnv } from "../../functions/answer-page/env.ts";
import { signingKeyField } from "../../shared/links/link.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { NodeFunction } from "./node-function.ts";
import type { WebhookIngress } from "./webhook-ingress.ts";

type AnswerPageProps = {
  readonly deployment: Deployment;
  readonly conversations: Conversations;
  readonly ingress: WebhookIngress;
};

/** What a page's link opens. Whoever pages signs links with `linkSecretArn`, and puts `url` and a slash before them. */
export class AnswerPage extends Construct {
  /** A secret whose field `signingKey` signs links. */
  readonly linkSecretArn: string;
  /** Where links lead: append `/<token>`. */
  readonly url: string;

  constructor(scope: Construct, id: string, { deployment, conversations, ingress }: AnswerPageProps) {
    super(scope, id);
    this.linkSecretArn = this.createLinkSecret().secretArn;
    this.url = this.serve(ingress, this.answerPage(deployment, conversations));
    new CfnOutput(Stack.of(this), "AnswerPageUrl", { value: this.url });
    new CfnOutput(Stack.of(this), "LinkSecretArn", { value: this.linkSecretArn });
  }

  /** Made by AWS and known to nobody. What it signed is worth nothing after some hours, so it goes with the stack. */
  private createLinkSecret(): Secret {
    const secret = new Secret(this, "LinkSecret", {
      description:
        "Signs the links in pages; put a new value whenever you like, the one before stays good too",
      generateSecretString: {
        secretStringTemplate: "{}",
        generateStringKey: signingKeyField,
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Nobody knows it and nobody types it; what it signs lives two hours. After a leak: put a new value, twice.",
    });
    return secret;
  }

  private answerPage(deployment: Deployment, { table }: Conversations): IFunction {
    const page = new NodeFunction<AnswerPageEnv>(this, "AnswerPage", {
      deployment,
      name: "answer-page",
      memoryMegabytes: 512, // somebody who was just woken waits for its start
      timeout: Duration.seconds(10),
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        LINK_SECRET_ID: this.linkSecretArn,
      },
      customersLose: "minutes: whoever was woken cannot open the page, and may not know whom to answer.",
    });
    page.allow(["dynamodb:GetItem", "dynamodb:PutItem"], table.tableArn);
    page.allow(["secretsmanager:GetSecretValue"], this.linkSecretArn);
    return page.lambda;
  }

  private serve({ api }: WebhookIngress, page: IFunction): string {
    return api.addPage("AnswerPage", {
      path: "/pages/{token}",
      to: page,
      requestsPerSecond: 20,
      burst: 40,
      openBecause:
        "Who was woken has no password at hand: the link itself is signed, and answer-page checks it.",
      customersLose: "minutes: the link in a page was answered with 429 to somebody who was woken.",
    });
  }
}
