import { Duration, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Deployment } from "./deployment.ts";
import { logRetention } from "./log-retention.ts";

type WebhookApiProps = { readonly deployment: Deployment; readonly receiver: IFunction };

/** What a line of the access log says. Never the query: it carries Meta's verify token. */
const accessLogLine = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  responseMs: "$context.responseLatency",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
};

/** The HTTP API that platforms call: one route, throttled, every request logged. */
export class WebhookApi extends Construct {
  /** Where channels are: append `/<channel id>`. */
  readonly url: string;
  private readonly deployment: Deployment;

  constructor(scope: Construct, id: string, { deployment, receiver }: WebhookApiProps) {
    super(scope, id);
    this.deployment = deployment;
    const api = new HttpApi(this, "Api", {
      apiName: `${Stack.of(this).stackName}-webhooks`,
      createDefaultStage: false,
    });
    this.addRoute(api, receiver);
    this.addStage(api, this.accessLog());
    this.url = `${api.apiEndpoint}/webhooks`;
  }

  private addRoute(api: HttpApi, receiver: IFunction): void {
    const routes = api.addRoutes({
      path: "/webhooks/{channel}",
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration("ReceiveWebhook", receiver),
    });
    for (const route of routes)
      Validations.of(route).acknowledge({
        id: "AwsSolutions-APIG4",
        reason:
          "Platforms prove who they are by signing the body, which no authorizer is shown: receive-webhook checks it.",
      });
  }

  private addStage(httpApi: HttpApi, log: LogGroup): void {
    const { config, observability } = this.deployment;
    const { requestsPerSecond, burst } = config.webhooks;
    observability.raise(this, "WebhooksFailing", {
      metric: httpApi.metricServerError({ period: Duration.minutes(1), statistic: "Sum" }),
      when: { reaches: 1 },
      customersLose: "what they write now: a platform was answered with a 5xx, and X never retries.",
      lookFirst: "the log of receive-webhook: request.failed says why, secret.missing what is not filled in.",
    });
    new HttpStage(this, "Stage", {
      httpApi,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
  }

  /** The API counts every 4xx alike; only its log tells a webhook we had no room for from one that was forged. */
  private accessLog(): LogGroup {
    const { config, observability } = this.deployment;
    const log = new LogGroup(this, "AccessLog", { retention: logRetention[config.retention.logDays] });
    const throttled = log.addMetricFilter("Throttled", {
      filterPattern: FilterPattern.stringValue("$.status", "=", "429"),
      metricNamespace: config.stackName,
      metricName: "WebhooksThrottled",
    });
    observability.raise(this, "WebhooksThrottled", {
      metric: throttled.metric({ period: Duration.minutes(1), statistic: "Sum" }),
      when: { reaches: 1 },
      customersLose: "what they write now: a webhook was refused with 429, and X never retries.",
      lookFirst:
        "whether this is a flood or success; then raise webhooks.requestsPerSecond in the configuration.",
    });
    return log;
  }
}
