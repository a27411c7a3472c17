import { expect, test } from "vitest";
import * as z from "zod";
import { functionNamed, resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized({ webhooks: { requestsPerSecond: 20, burst: 40 } });

test("every method of every channel reaches receive-webhook, and nothing else does", () => {
  const routes = Object.values(resourcesOf(template, "AWS::ApiGatewayV2::Route"));
  expect(routes.map(({ Properties }) => Properties["RouteKey"])).toEqual(["ANY /webhooks/{channel}"]);
  const integration = resourceNamed(template, "AWS::ApiGatewayV2::Integration", "WebhookIngress");
  expect(integration.Properties).toMatchObject({ IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0" });
});

test("the API lets through as much as the configuration says", () => {
  const stage = resourceNamed(template, "AWS::ApiGatewayV2::Stage", "WebhookIngress");
  expect(stage.Properties).toMatchObject({
    StageName: "$default",
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
  });
});

test("the access log says who got which status, but never a query, which may hold a verify token", () => {
  const stage = resourceNamed(template, "AWS::ApiGatewayV2::Stage", "WebhookIngressApiStage");
  const { Format } = z.object({ Format: z.string() }).parse(stage.Properties["AccessLogSettings"]);
  const line = z.record(z.string(), z.string()).parse(JSON.parse(Format));
  expect(line).toMatchObject({ path: "$context.path", status: "$context.status" });
  expect(Format).not.toMatch(/query|\$context\.identity/iu);
});

test("a webhook refused with 429 is an alarm", () => {
  const { Properties } = resourceNamed(template, "AWS::Logs::MetricFilter", "WebhookIngress");
  expect(Properties).toMatchObject({
    FilterPattern: '{ $.status = "429" }',
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
