/** Grants taken out of the running template: each breaks a journey, and whoever looks is told who may not do what. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import type { Grant } from "../../infra/local/iam/grant.ts";
import { eventually } from "./eventually.ts";
import { grantsLike, withoutGrants } from "./grants-like.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline.stop());

/** Does the work without the one grant that looks like this, and gives what it was about. */
const without = async (
  to: RegExp,
  action: string,
  resource: RegExp,
  work: (refusal: RegExp) => Promise<void>,
): Promise<void> => {
  const grants = grantsLike(pipeline, { to, action, resource });
  const [grant, ...others] = grants;
  expect(others).toEqual([]);
  if (grant !== undefined) await withoutGrants(pipeline, grants, () => work(refusalOf(grant)));
};

/** What AWS says where a grant is missing: who may not do what, on what, and which kind of policy would have to allow it. */
const refusalOf = ({ to, action, resource }: Grant): RegExp => {
  const isRole = to.startsWith("arn:");
  const user = isRole ? `arn:aws:sts::\\d{12}:assumed-role/${to.split("/").at(-1)}/\\S+` : to;
  const kind = isRole ? "identity" : "resource";
  return new RegExp(
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no ${kind}-based policy allows the ${action} action`,
    "u",
  );
};

const expectComplaint = (says: RegExp): Promise<string> =>
  eventually(
    () => pipeline.complaints.find((one) => says.test(one)),
    () => `nobody complained of ${says}: ${pipeline.complaints.join("\n")}`,
  );

const routed = (queueOutput: string, part: string, patienceMs?: number): Promise<MentionRouted> =>
  pipeline.takeFrom(queueOutput, MentionRouted.detail, {
    fits: ({ mention }) => mention.text?.includes(part) ?? false,
    ...(patienceMs !== undefined && { patienceMs }),
  });

test("without leave to send to the intake queue, a webhook is not taken, and with it again it is", async () => {
  const body = freshBody("x", "family-plan-price");
  await without(/ReceiveWebhook/u, "sqs:SendMessage", /Intake/u, async (refusal) => {
    expect(await pipeline.deliver("x", body)).toBe(500);
    expect(await expectComplaint(refusal)).toMatch(/^iam: /u);
  });
  expect(await pipeline.deliver("x", body)).toBe(200);
  await routed("SalesQueueUrl", "family plan");
});

test("without leave to write to the table, no mention is routed", () =>
  without(/TriageMentions/u, "dynamodb:PutItem", /table/u, async (refusal) => {
    expect(await pipeline.deliver("x", freshBody("x", "hold-music"))).toBe(200);
    await expectComplaint(refusal);
    await expect(routed("TriageQueueUrl", "hold music", 1000)).rejects.toThrow(refusal);
  }));

test("without leave to publish, the bus hears of a commit only when it is given back", async () => {
  await without(/RelayEvents/u, "events:PutEvents", /event-bus/u, async (refusal) => {
    expect(await pipeline.deliver("x", freshBody("x", "japanese-thanks"))).toBe(200);
    await expectComplaint(refusal);
    await expect(routed("ChatterQueueUrl", "ありがとう", 1000)).rejects.toThrow(refusal);
  });
  await routed("ChatterQueueUrl", "ありがとう");
});

test("without leave for its rule to send, a team hears of nothing, and the event waits for people", async () => {
  await without(/^events/u, "sqs:SendMessage", /TeamQueuesServiceQueue/u, async (refusal) => {
    expect(await pipeline.deliver("x", freshBody("x", "stolen-phone-abroad"))).toBe(200);
    await expectComplaint(refusal);
  });
  await routed("ServiceDeadLetterUrl", "stolen in Lisbon");
});

test("without leave to look into the due index, the sweep fails", () =>
  without(/SweepDeadlines/u, "dynamodb:Query", /index\/byDue/u, async (refusal) => {
    await pipeline.sweep();
    await expectComplaint(refusal);
  }));

test("without leave to publish to the topic, a page goes to the other destination alone", () =>
  without(/PageOnCall/u, "sns:Publish", /PageTopic/u, async (refusal) => {
    await pipeline.deliver("x", freshBody("x", "third-broken-router"));
    const { conversationId } = await routed("ServiceQueueUrl", "third broken router");
    const paged = await eventually(
      async () => {
        const { pages = [] } = (await pipeline.conversation(conversationId)) ?? {};
        return pages.length > 0 ? pages : undefined;
      },
      () => `nobody was paged: ${pipeline.complaints.slice(-5).join("\n")}`,
    );
    expect(paged.map(({ destinations }) => destinations)).toEqual([["duty-webhook"]]);
    await expectComplaint(refusal);
  }));
