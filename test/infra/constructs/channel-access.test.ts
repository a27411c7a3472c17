import { expect, test } from "vitest";
import * as z from "zod";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

test.each([
  ["X", "x", ["bearerToken", "clientId", "clientSecret", "accessToken", "refreshToken", "expiresAt"]],
  ["Facebook", "facebook", ["appId", "appSecret", "pageToken"]],
])("%s has an access secret of its own, with %j to fill in", (name, channel, fields) => {
  const secret = resourceNamed(synthesized(), "AWS::SecretsManager::Secret", `ChannelAccess${name}Access`);
  const value = JSON.parse(z.string().parse(secret.Properties["SecretString"]));
  expect(value).toEqual(Object.fromEntries(fields.map((field) => [field, ""])));
  expect(secret.Properties["Tags"]).toEqual([{ Key: "firstreply:access", Value: channel }]);
  expect(secret.DeletionPolicy).toBe("Retain");
});

test("a channel nobody can be asked for has none", () => {
  const channels = { ...pipelineConfig.channels, shop: { platform: "standard-webhooks" as const } };
  const secrets = Object.keys(resourcesOf(synthesized({ channels }), "AWS::SecretsManager::Secret"));
  expect(secrets.filter((id) => id.includes("Shop"))).toEqual([expect.stringContaining("ShopChannelSecret")]);
});
