/** EventBridge as it is, on the running template: what a bus or a target that refuses for a while does to an event. */
import { ReceiveMessageCommand, type Message } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import type { Fault } from "../../infra/local/gateway/faults/fault.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventually } from "./eventually.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
/** The events the bus accepted, by their own ids. */
const accepted: string[] = [];
const Accepted = z.object({ detail: z.object({ id: z.string() }) });

const patientTarget = z.looseObject({ RetryPolicy: z.looseObject({}) });

beforeAll(async () => {
  pipeline = await startPipeline({
    change: (template) => {
      // The template's targets are tried for a day; those of sales only once more.
      for (const { Type, Properties } of Object.values(template.Resources))
        if (Type === "AWS::Events::Rule" && JSON.stringify(Properties).includes('"team":["sales"]'))
          Properties["Targets"] = z
            .array(patientTarget)
            .parse(Properties["Targets"])
            .map((target) => ({ ...target, RetryPolicy: { MaximumRetryAttempts: 1 } }));
    },
  });
  pipeline.runtime.onEvent(({ source, event }) => {
    if (source === "firstreply") accepted.push(Accepted.parse(JSON.parse(event)).detail.id);
  });
});
afterAll(() => pipeline.stop());

let ends: (() => void)[] = [];
const ask = (fault: Fault): void => void ends.push(pipeline.runtime.faults.ask(fault));
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

const says = (part: string) => ({
  fits: ({ mention }: MentionRouted) => mention.text?.includes(part) ?? false,
});
const byRules = { service: "sqs", operation: "SendMessage", by: /events\.amazonaws\.com/u } as const;

test("a target that is throttled is tried again, each time after a longer pause, until it takes the event", async () => {
  ask({ kind: "throttle", ...byRules, times: 3 });
  const began = performance.now();
  expect(await pipeline.deliver("x", freshBody("x", "hold-music"))).toBe(200);
  await pipeline.takeFrom("TriageQueueUrl", MentionRouted.detail, says("hold music"));
  // After half a second to one, one to two, and two to four.
  expect(performance.now() - began).toBeGreaterThan(3500);
});

test("a target that has been tried as often as its rule says loses the event to its dead-letter queue, whole", async () => {
  ask({ kind: "throttle", ...byRules, times: 2 });
  expect(await pipeline.deliver("x", freshBody("x", "family-plan-price"))).toBe(200);
  const letter = await eventually<Message>(
    async () => {
      const { Messages = [] } = await pipeline.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: pipeline.runtime.outputs["SalesDeadLetterUrl"],
          MessageAttributeNames: ["All"],
        }),
      );
      return Messages[0];
    },
    () => `nothing died: ${pipeline.complaints.join("\n")}`,
  );
  const { detail } = z.object({ detail: MentionRouted.detail }).parse(JSON.parse(letter.Body ?? ""));
  expect(detail.mention.text).toContain("family plan");
  expect(letter.MessageAttributes).toMatchObject({
    ERROR_CODE: { StringValue: "THROTTLING" },
    RETRY_ATTEMPTS: { StringValue: "1" },
    EXHAUSTED_RETRY_CONDITION: { StringValue: "MaximumRetryAttempts" },
    RULE_ARN: { StringValue: expect.stringContaining("Sales") },
  });
});

test("entries the bus refuses are put again, and no other is", async () => {
  ask({
    kind: "partial-failure",
    service: "events",
    operation: "PutEvents",
    by: /RelayEvents/u,
    times: 2,
  });
  const byMs = Date.now() - Date.parse("2026-11-20T23:41:10Z");
  // The brand's answer waits for the mention it answers: one commit with two events.
  await pipeline.deliver("x", freshBody("x", "brand-answers-wrong-order-number", byMs));
  await pipeline.quiet();
  await pipeline.deliver("x", freshBody("x", "wrong-order-number", byMs));
  const { conversationId } = await pipeline.takeFrom(
    "ServiceQueueUrl",
    MentionRouted.detail,
    says("40-77183"),
  );
  await pipeline.quiet();
  expect(pipeline.runtime.faults.fired().get("partial-failure")).toBe(2);
  expect(accepted.filter((id) => id.startsWith(conversationId)).toSorted()).toEqual([
    `${conversationId}:1:0`,
    `${conversationId}:1:1`,
  ]);
});

test("an event that is delivered twice is one event to whoever counts by its id", async () => {
  ask({ kind: "duplicate", ...byRules, times: 1 });
  expect(await pipeline.deliver("x", freshBody("x", "japanese-thanks"))).toBe(200);
  const copies = [
    await pipeline.takeFrom("ChatterQueueUrl", MentionRouted.detail),
    await pipeline.takeFrom("ChatterQueueUrl", MentionRouted.detail),
  ];
  expect(new Set(copies.map(({ id }) => id)).size).toBe(1);
});
