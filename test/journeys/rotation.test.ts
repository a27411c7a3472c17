/** Secrets rotated on the running template, one platform after the other: nothing a platform signs is ever refused for it. */
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pascalCase } from "../../infra/constructs/pascal-case.ts";
import { region } from "../../infra/local/runtime.ts";
import type { Platform } from "../../shared/domain/platform.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { grantsLike, withoutGrants } from "./grants-like.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
let secretsManager: SecretsManagerClient;
beforeAll(async () => {
  pipeline = await startPipeline();
  const { endpoint, operator: credentials } = pipeline.runtime;
  secretsManager = new SecretsManagerClient({ endpoint, region, credentials });
});
afterAll(async () => {
  secretsManager.destroy();
  await pipeline.stop();
});

type Fields = Readonly<Record<string, string>>;

const rotate = async (platform: Platform, fields: Fields): Promise<void> => {
  const SecretId = pipeline.runtime.outputs[`${pascalCase(platform)}ChannelSecretArn`];
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(fields) }));
  // What a process remembers it may not ask again for thirty seconds; a new one remembers nothing.
  for (const { functionName } of pipeline.runtime.lambda.environments())
    if (functionName.includes("ReceiveWebhook")) pipeline.runtime.lambda.kill(functionName);
};

const post = async (platform: Platform, fields: Fields, body: string): Promise<number> => {
  const bytes = Buffer.from(body);
  const headers = rehearsals[platform].sign(bytes, fields, new Date());
  const url = `${pipeline.runtime.outputs["WebhookUrl"]}/${platform}`;
  const response = await fetch(url, { method: "POST", body: bytes, headers });
  await response.arrayBuffer();
  return response.status;
};

const standard = (letter: string): string => `whsec_${Buffer.from(letter.repeat(24)).toString("base64")}`;

describe("the value before is live beside the new one, and dead when the next one comes", () => {
  test.each([
    ["x", "hold-music", (letter: string): Fields => ({ consumerSecret: letter.repeat(8) })],
    [
      "facebook",
      "comment-late-parcel",
      (letter: string): Fields => ({ appSecret: letter.repeat(8), verifyToken: "v" }),
    ],
    ["instagram", "message", (letter: string): Fields => ({ appSecret: letter.repeat(8), verifyToken: "v" })],
    [
      "standard-webhooks",
      "review-two-stars",
      (letter: string): Fields => ({ signingSecret: standard(letter) }),
    ],
  ] as const)("%s", async (platform, name, secretOf) => {
    const body = freshBody(platform, name);
    const [first, second, third] = [secretOf("a"), secretOf("b"), secretOf("c")];
    await rotate(platform, first);
    await rotate(platform, second);
    expect([await post(platform, first, body), await post(platform, second, body)]).toEqual([200, 200]);
    await rotate(platform, third);
    const statuses = [];
    for (const secret of [first, second, third]) statuses.push(await post(platform, secret, body));
    expect(statuses).toEqual([401, 200, 200]);
  });
});

test("a challenge is answered with neither table nor queue in reach, and by the newest value", async () => {
  await rotate("x", { consumerSecret: "newest" });
  const reach = [
    ...grantsLike(pipeline, { to: /^arn:/u, action: "sqs:SendMessage" }),
    ...grantsLike(pipeline, { to: /^arn:/u, action: "dynamodb:GetItem" }),
    ...grantsLike(pipeline, { to: /^arn:/u, action: "dynamodb:PutItem" }),
  ];
  await withoutGrants(pipeline, reach, async () => {
    const response = await fetch(`${pipeline.runtime.outputs["WebhookUrl"]}/x?crc_token=hello`);
    expect(response.status).toBe(200);
    const right = rehearsals.x.sign(Buffer.from("hello"), { consumerSecret: "newest" }, new Date());
    expect(await response.json()).toEqual({ response_token: right["x-twitter-webhooks-signature"] });
  });
});
