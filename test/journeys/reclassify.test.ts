/** Somebody who knows better says so: the mention goes to another team, and its customer has waited since they wrote. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoFeedbackShelf } from "../../shared/aws/table/dynamo-feedback-shelf.ts";
import { region } from "../../infra/local/runtime.ts";
import { firstreply } from "./firstreply.ts";
import journeysConfig from "./journeys.config.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

const place = mkdtempSync(join(tmpdir(), "firstreply-reclassify-"));
const config = join(place, "config.ts");
let pipeline: Pipeline;

beforeAll(async () => {
  const keeping = { ...journeysConfig, learning: { keepFeedback: true } };
  writeFileSync(config, `export default ${JSON.stringify(keeping)};`);
  pipeline = await startPipeline();
});
afterAll(async () => {
  await pipeline.stop();
  rmSync(place, { recursive: true, force: true });
});

const reclassify = (...words: string[]) =>
  firstreply("reclassify", ...words, "--config", config, "--data", pipeline.dataDirectory);
const routedTo = (queue: string) =>
  pipeline.takeFrom(queue, MentionRouted.detail, {
    fits: ({ mention }) => mention.text?.includes("family plan") ?? false,
  });

test("what lies with sales goes to service, once, with its clock since the customer wrote", async () => {
  await pipeline.deliver("x", freshBody("x", "family-plan-price"));
  const sold = await routedTo("SalesQueueUrl");
  const before = await pipeline.conversation(sold.conversationId);

  const { code, lines } = await reclassify(sold.mention.id, "service", "--urgent", "--by", "Ada");
  expect({ code, lines }).toMatchObject({
    code: 0,
    lines: [{ outcome: "re-classified", team: "service", isKept: true }],
  });
  const served = await routedTo("ServiceQueueUrl");
  expect(served).toMatchObject({
    conversationId: sold.conversationId,
    classification: { category: "service", confidence: 1, reasons: ["Ada judged it service, and urgent"] },
  });
  expect(served.id).not.toBe(sold.id);
  const after = await pipeline.conversation(sold.conversationId);
  expect(after?.clocks[0]?.startedAt).toBe(before?.clocks[0]?.startedAt);
  expect(Date.parse(after?.dueAt ?? "")).toBeLessThan(Date.parse(sold.dueAt ?? ""));

  expect(await reclassify(sold.mention.id, "service", "--urgent")).toMatchObject({
    code: 0,
    lines: [{ outcome: "as before" }],
  });
  await pipeline.quiet();
  const again = pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail, { patienceMs: 1000 });
  await expect(again).rejects.toThrow(/nothing that fits/u);
});

test("what was said is kept for learning, without the customer's words", async () => {
  const { endpoint, operator: credentials, outputs } = pipeline.runtime;
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  const kept = await dynamoFeedbackShelf(dynamodb, outputs["ConversationsTableName"] ?? "").readAll();
  dynamodb.destroy();
  expect(kept).toMatchObject([{ category: "service", urgent: true, by: "Ada" }]);
});

test("a mention nobody knows, and a category there is not, are told plainly", async () => {
  expect(await reclassify("x:1", "sales")).toMatchObject({ code: 1, lines: [{ reason: "not known" }] });
  const { code, stderr } = await reclassify("x:1", "complaint");
  expect(code).toBe(2);
  expect(stderr).toContain("<category>: is no category: there are service, sales, chatter");
});
