/** The doctor looks at a pipeline as it comes up, with things broken in it, and mended. */
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PurgeQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { region } from "../../infra/local/runtime.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline.stop());

const doctor = async () => {
  const config = join(import.meta.dirname, "journeys.config.ts");
  const { code, lines, stderr } = await firstreply(
    "doctor",
    "--config",
    config,
    "--data",
    pipeline.dataDirectory,
  );
  const wrong = lines.filter(({ verdict }) => verdict === "wrong").map(({ check }) => String(check));
  return { code, lines, wrong, stderr };
};

const url = (output: string): string => pipeline.runtime.outputs[output] ?? "";

const fillSecret = async (output: string, fields: object): Promise<void> => {
  const { endpoint, operator: credentials } = pipeline.runtime;
  const secretsManager = new SecretsManagerClient({ endpoint, region, credentials });
  await secretsManager.send(
    new PutSecretValueCommand({ SecretId: url(output), SecretString: JSON.stringify(fields) }),
  );
};

test("a pipeline that has just come up lacks a sweep, and says so; no look at its channels is due yet", async () => {
  const { code, wrong, lines } = await doctor();
  expect({ code, wrong }).toEqual({ code: 1, wrong: ["sweeper"] });
  expect(lines).toContainEqual(expect.objectContaining({ check: "channel watch", verdict: "unknown" }));
  expect(lines).toContainEqual({
    check: "sweeper",
    verdict: "wrong",
    saw: expect.stringContaining("has never run"),
    next: expect.stringContaining("sweep-deadlines"),
  });
  expect(lines.filter(({ check }) => String(check).startsWith("schedule of"))).toEqual([
    { check: "schedule of sweep-deadlines", verdict: "ok", saw: "is enabled" },
    { check: "schedule of reconcile-channel", verdict: "ok", saw: "is enabled" },
  ]);
});

test("then it is healthy; what cannot be told on this machine is not held against it", async () => {
  await pipeline.sweep();
  const { lambda, outputs } = pipeline.runtime;
  const look = { time: new Date().toISOString() };
  await lambda.invoke(outputs["ReconcileChannelFunctionName"] ?? "", look);
  const { code, wrong, lines, stderr } = await doctor();
  expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
  expect(stderr).toContain("Healthy, as far as can be seen.");
  expect(lines.filter(({ verdict }) => verdict === "unknown").map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      "access of x",
      "subscription of x",
      "topic of duty-topic",
      "alarm topic",
      "alarms",
    ]),
  );
});

test("whatever is broken has its row, with what to do", async () => {
  await fillSecret("FacebookChannelSecretArn", { appSecret: "kept", verifyToken: "" });
  await fillSecret("DutyWebhookDestinationSecretArn", { url: "", signingSecret: "" });
  await pipeline.sqs.send(new SendMessageCommand({ QueueUrl: url("UnroutedQueueUrl"), MessageBody: "{}" }));
  expect(await pipeline.deliver("x", "{ no JSON")).toBe(200);
  expect(await pipeline.deliver("x", freshBody("x", "outage-at-night"))).toBe(200);
  const { code, lines, wrong } = await eventually(
    async () => {
      const seen = await doctor();
      return seen.wrong.includes("queue service") && seen.wrong.includes("dead letters") ? seen : undefined;
    },
    () => "the service queue never was late",
  );
  expect(code).toBe(1);
  expect(wrong.toSorted()).toEqual([
    "dead letters",
    "queue service",
    "queue unrouted",
    "secret of duty-webhook",
    "secret of facebook",
  ]);
  const row = (check: string) => lines.find((line) => line["check"] === check);
  expect(row("secret of facebook")).toMatchObject({
    saw: "verifyToken is empty",
    next: expect.stringContaining("put-secret-value"),
  });
  expect(row("secret of duty-webhook")).toMatchObject({ saw: "url, signingSecret are empty" });
  expect(row("dead letters")).toMatchObject({
    saw: "intake 1",
    next: expect.stringContaining("show intake"),
  });
  expect(row("queue service")).toMatchObject({
    saw: expect.stringMatching(/^1 there, the oldest for \d+ s$/u),
  });
  expect(row("relay")).toMatchObject({
    verdict: "ok",
    saw: expect.stringContaining("tells of a commit after"),
  });
  expect(JSON.stringify(lines)).not.toContain("kept");
});

test("mended, it is healthy again", async () => {
  await fillSecret("FacebookChannelSecretArn", { appSecret: "kept", verifyToken: "chosen" });
  await fillSecret("DutyWebhookDestinationSecretArn", {
    url: "http://127.0.0.1:4010/hook",
    signingSecret: "whsec_c2l4dGVlbiBieXRlcyBhcmUgdG9vIGZldyE=",
  });
  await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  for (const output of ["UnroutedQueueUrl", "IntakeDeadLetterUrl"])
    await pipeline.sqs.send(new PurgeQueueCommand({ QueueUrl: url(output) }));
  const { code, wrong } = await doctor();
  expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
});

test("where nobody is, it says so in a sentence and exits 2", async () => {
  const { code, stdout, stderr } = await firstreply("doctor", "--data", "/nowhere");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/outputs\.json is not there/u);
});
