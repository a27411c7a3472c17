import assert from "node:assert/strict";
import { Duration, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, LogGroup, type JsonPattern } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Deployment } from "./deployment.ts";
import { logRetention } from "./log-retention.ts";
import type { Alert } from "./observability.ts";

type WebhookApiProps = { readonly deployment: Deployment; readonly receiver: IFunction };

/**
 * What a line of the access log says. Never the query, which carries Meta's verify token, nor the path: behind a page's
 * link it is what lets somebody in. Which channel it was, receive-webhook says in its own log.
 */
const accessLogLine = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  responseMs: "$context.responseLatency",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
};

type Page = {
  /** Like `/pages/{token}`. */
  readonly path: string;
  readonly to: IFunction;
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Why no authorizer stands before it. */
  readonly openBecause: string;
  /** Where more are asked for than it may serve. */
  readonly customersLose: string;
};

type Throttled = Pick<Alert, "customersLose" | "lookFirst"> & { readonly route: JsonPattern };

/** The HTTP API that platforms call, and people: every request is throttled and logged. */
export class WebhookApi extends Construct {
  /** Where channels are: append `/<channel id>`. */
  readonly url: string;
  private readonly deployment: Deployment;
  private readonly api: HttpApi;
  private readonly log: LogGroup;
  private readonly stage: CfnStage;
  private readonly routeSettings: Record<string, object> = {};

  constructor(scope: Construct, id: string, { deployment, receiver }: WebhookApiProps) {
    super(scope, id);
    this.deployment = deployment;
    this.api = new HttpApi(this, "Api", {
      apiName: `${Stack.of(this).stackName}-webhooks`,
      createDefaultStage: false,
    });
    this.addRoute("ReceiveWebhook", {
      path: "/webhooks/{channel}",
      to: receiver,
      openBecause:
        "Platforms prove who they are by signing the body, which no authorizer is shown: receive-webhook checks it.",
    });
    this.log = new LogGroup(this, "AccessLog", {
      retention: logRetention[deployment.config.retention.logDays],
    });
    this.stage = this.addStage();
    this.alertOnThrottledWebhooks();
    this.url = `${this.api.apiEndpoint}/webhooks`;
  }

  /** Serves a page for people beside the webhooks: whoever floods it takes nothing from them. Returns its URL. */
  addPage(id: string, { requestsPerSecond, burst, customersLose, ...page }: Page): string {
    const routes = this.addRoute(id, page);
    this.routeSettings[`ANY ${page.path}`] = {
      ThrottlingRateLimit: requestsPerSecond,
      ThrottlingBurstLimit: burst,
    };
    this.stage.routeSettings = this.routeSettings;
    // A stage can only say something of routes that are there.
    this.stage.node.addDependency(...routes);
    const under = page.path.replace(/\{.*$/u, "");
    this.alertOnThrottled(`${id}sThrottled`, {
      route: FilterPattern.stringValue("$.route", "=", `ANY ${under}*`),
      customersLose,
      lookFirst: "who asks for so many pages, in the access log; the webhooks have a throttle of their own.",
    });
    return `${this.api.apiEndpoint}${under.replace(/\/$/u, "")}`;
  }

  private addRoute(id: string, { path, to, openBecause }: Pick<Page, "path" | "to" | "openBecause">) {
    const routes = this.api.addRoutes({
      path,
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration(id, to),
    });
    for (const route of routes)
      Validations.of(route).acknowledge({ id: "AwsSolutions-APIG4", reason: openBecause });
    return routes;
  }

  private addStage(): CfnStage {
    const { config, observability } = this.deployment;
    const { requestsPerSecond, burst } = config.webhooks;
    observability.raise(this, "WebhooksFailing", {
      metric: this.api.metricServerError({ period: Duration.minutes(1), statistic: "Sum" }),
      when: { reaches: 1 },
      customersLose:
        "what they write now: a platform was answered with a 5xx, and X never retries; or the page of somebody who was woken.",
      lookFirst:
        "the route in the access log, then the log of its function: request.failed says why, secret.missing what is not filled in.",
    });
    const stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
    const { defaultChild } = stage.node;
    assert(defaultChild instanceof CfnStage, "a stage is one resource");
    return defaultChild;
  }

  /** What no route was found for counts as a webhook: it may have been one. */
  private alertOnThrottledWebhooks(): void {
    this.alertOnThrottled("WebhooksThrottled", {
      route: FilterPattern.any(
        FilterPattern.stringValue("$.route", "=", "ANY /webhooks/*"),
        FilterPattern.stringValue("$.route", "=", "-"),
      ),
      customersLose: "what they write now: a webhook was refused with 429, and X never retries.",
      lookFirst:
        "whether this is a flood or success; then raise webhooks.requestsPerSecond in the configuration.",
    });
  }

  /** The API counts every 4xx alike; only its log tells what we had no room for from what was forged. */
  private alertOnThrottled(metricName: string, { route, ...words }: Throttled): void {
    const { config, observability } = this.deployment;
    const throttled = this.log.addMetricFilter(metricName, {
      filterPattern: FilterPattern.all(FilterPattern.stringValue("$.status", "=", "429"), route),
      metricNamespace: config.stackName,
      metricName,
    });
    observability.raise(this, metricName, {
      metric: throttled.metric({ period: Duration.minutes(1), statistic: "Sum" }),
      when: { reaches: 1 },
      ...words,
    });
  }
}
