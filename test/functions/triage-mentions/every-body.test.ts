import { describe, expect, test } from "vitest";
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { recordedBodies, recordedBody } from "../../events/recorded-body.ts";
import { aPipeline } from "./a-pipeline.ts";

type Delivery = { readonly platform: Platform; readonly body: string };

const everything: readonly Delivery[] = Platform.options.flatMap((platform) =>
  recordedBodies(platform).map((name) => ({ platform, body: recordedBody(platform, name) })),
);

/** What a conversation is, without the way it took to get there. */
const lasting = (conversation: Conversation) => ({
  ...conversation,
  version: null,
  dueSinceVersion: null,
  events: null,
});

type Pipeline = ReturnType<typeof aPipeline>;

const endOf = async (pipeline: Pipeline) => {
  const heads = [...pipeline.heads()].toSorted(([one], [other]) => one.localeCompare(other));
  const kept = await Promise.all(
    heads.flatMap(([, { mentions }]) => mentions.map(({ id }) => pipeline.table.loadMessage(id))),
  );
  const messages = kept.map((message) =>
    message?.kind === "mention" ? [message.mention, message.standing, message.conversationId] : null,
  );
  return { heads: heads.map(([, head]) => lasting(head)), messages };
};

/** Always the same shuffle for the same seed. */
const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
};

const inOrder = async (): Promise<Pipeline> => {
  const pipeline = aPipeline();
  for (const { platform, body } of everything) await pipeline.deliver(platform, body);
  return pipeline;
};

describe("every body of ours, delivered twice", () => {
  test.each([1, 2, 3, 4, 5])("in another order (%i) ends in the same conversations", async (seed) => {
    const pipeline = aPipeline();
    for (const { platform, body } of shuffled([...everything, ...everything], seed))
      await pipeline.deliver(platform, body);
    expect(await endOf(pipeline)).toEqual(await endOf(await inOrder()));
  });

  test.each([6, 7, 8])(
    "in another order (%i) and all at once ends in the same conversations",
    async (seed) => {
      const pipeline = aPipeline();
      const deliveries = shuffled([...everything, ...everything], seed);
      await Promise.all(deliveries.map(({ platform, body }) => pipeline.deliver(platform, body)));
      expect(await endOf(pipeline)).toEqual(await endOf(await inOrder()));
    },
  );
});

test("no log line carries what anybody wrote, their handle or their phone number", async () => {
  const { telemetry } = await inOrder();
  const log = JSON.stringify(telemetry.notes);
  for (const personal of [
    "mara_nightshift",
    "tram_at_dawn",
    "447700900501",
    "quietfox",
    "greenest_door",
    "heating is off",
    "Bronwen",
  ])
    expect(log).not.toContain(personal);
});
