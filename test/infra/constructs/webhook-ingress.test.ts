import { expect, test } from "vitest";
import * as z from "zod";
import { functionNamed, resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized({ webhooks: { requestsPerSecond: 20, burst: 40 } });

test("every method of every channel reaches receive-webhook, those of pages answer-page, and nothing else is there", () => {
  const routes = Object.values(resourcesOf(template, "AWS::ApiGatewayV2::Route"));
  const keys = routes.map(({ Properties }) => String(Properties["RouteKey"]));
  expect(keys.toSorted()).toEqual(["ANY /pages/{token}", "ANY /webhooks/{channel}"]);
  const integrations = Object.values(resourcesOf(template, "AWS::ApiGatewayV2::Integration"));
  for (const { Properties } of integrations)
    expect(Properties).toMatchObject({ IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0" });
});

test("the API lets through as much as the configuration says", () => {
  const stage = resourceNamed(template, "AWS::ApiGatewayV2::Stage", "WebhookIngress");
  expect(stage.Properties).toMatchObject({
    StageName: "$default",
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
  });
});

test("the access log says which route and status, but no query, which may hold a verify token, and no path, which may be a link", () => {
  const stage = resourceNamed(template, "AWS::ApiGatewayV2::Stage", "WebhookIngressApiStage");
  const { Format } = z.object({ Format: z.string() }).parse(stage.Properties["AccessLogSettings"]);
  const line = z.record(z.string(), z.string()).parse(JSON.parse(Format));
  expect(line).toMatchObject({ route: "$context.routeKey", status: "$context.status" });
  expect(Format).not.toMatch(/query|path|\$context\.identity/iu);
});

test("a webhook refused with 429 is an alarm, also where nobody knows its route", () => {
  const { Properties } = resourceNamed(
    template,
    "AWS::Logs::MetricFilter",
    "WebhookIngressApiAccessLogWebhooks",
  );
  expect(Properties).toMatchObject({
    FilterPattern: '{ ($.status = "429") && (($.route = "ANY /webhooks/*") || ($.route = "-")) }',
    MetricTransformations: [{ MetricName: "WebhooksThrottled", MetricNamespace: "FirstReply" }],
  });
  const alarm = resourceNamed(template, "AWS::CloudWatch::Alarm", "WebhookIngressApiWebhooksThrottled");
  expect(alarm.Properties).toMatchObject({ MetricName: "WebhooksThrottled", Namespace: "FirstReply" });
});

test.each([
  ["XChannelSecret", "x", ["consumerSecret", "clientSecret"]],
  ["FacebookChannelSecret", "facebook", ["appSecret", "verifyToken"]],
])("%s belongs to channel %s and waits for somebody to fill in %j", (name, channel, fields) => {
  const secret = resourceNamed(template, "AWS::SecretsManager::Secret", `WebhookIngress${name}`);
  const value = JSON.parse(z.string().parse(secret.Properties["SecretString"]));
  expect(value).toEqual(Object.fromEntries(fields.map((field) => [field, ""])));
  expect(secret.Properties["Tags"]).toEqual([{ Key: "firstreply:channel", Value: channel }]);
  expect(secret.DeletionPolicy).toBe("Retain");
});

test("receive-webhook is told the secret of each channel, as JSON by channel id", () => {
  const { Variables } = functionNamed(template, "receive-webhook").Environment;
  expect(Variables["CHANNEL_SECRET_IDS"]).toEqual({
    "Fn::Join": [
      "",
      [
        '{"x":"',
        { Ref: expect.stringContaining("XChannelSecret") },
        '","facebook":"',
        { Ref: expect.stringContaining("FacebookChannelSecret") },
        '"}',
      ],
    ],
  });
});
