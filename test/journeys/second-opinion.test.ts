/** What nobody was sure of lies with a team at once; then somebody outside is asked, and may move it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesize } from "../../infra/local/synthesize.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { startFakeBedrock, type FakeBedrock } from "../platforms/fake-bedrock.ts";
import { eventually } from "./eventually.ts";
import journeysConfig from "./journeys.config.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

const place = mkdtempSync(join(tmpdir(), "firstreply-opinion-"));
let bedrock: FakeBedrock;
let pipeline: Pipeline;

beforeAll(async () => {
  bedrock = await startFakeBedrock(() => ({ text: '{"category":"service"}' }));
  const [configFile, assembly] = [join(place, "config.ts"), join(place, "assembly")];
  const secondOpinion = {
    model: "amazon.nova-lite-v1:0",
    dollarsPerDay: 1,
    dollarsPerMillionTokens: { input: 0.06, output: 0.24 },
    api: bedrock.origin,
  };
  // Whatever the model says, it is not sure enough here.
  const config = {
    ...journeysConfig,
    rules: [],
    classification: { unsureBelow: 1, serviceUnsureBelow: 1 },
    secondOpinion,
  };
  writeFileSync(configFile, `export default ${JSON.stringify(config)};`);
  await synthesize({ configFile, outputDirectory: assembly });
  pipeline = await startPipeline({ assembly });
});
afterAll(async () => {
  await pipeline.stop();
  await bedrock.close();
  rmSync(place, { recursive: true, force: true });
});

const routedTo = (queue: string) =>
  pipeline.takeFrom(queue, MentionRouted.detail, {
    fits: ({ mention }) => mention.text?.includes("hold music") ?? false,
  });

test("what lies with triage is asked about, once, and goes to the team the answer names", async () => {
  await pipeline.deliver("x", freshBody("x", "hold-music"));
  const unsure = await routedTo("TriageQueueUrl");
  const moved = await routedTo("ServiceQueueUrl");
  expect(moved).toMatchObject({
    conversationId: unsure.conversationId,
    classification: { category: "service", reasons: ["second opinion judged it service"] },
  });
  await pipeline.quiet();
  expect(bedrock.asked).toEqual([
    { model: "amazon.nova-lite-v1:0", post: expect.stringContaining("hold music") },
  ]);
  expect(pipeline.complaints.filter((one) => one.startsWith("iam: "))).toEqual([]);
});

test("every grant but that of Bedrock itself, which is elsewhere, was needed", async () => {
  const unused = await eventually(
    () => pipeline.runtime.grantsUnused().filter((grant) => JSON.stringify(grant).includes("SecondOpinion")),
    () => "no grants",
  );
  expect(unused.map((grant) => JSON.stringify(grant)).join("\n")).not.toMatch(/dynamodb:|ReceiveMessage/u);
});
