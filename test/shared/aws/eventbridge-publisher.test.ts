import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { eventBridgePublisher } from "../../../shared/aws/eventbridge-publisher.ts";
import { openTestAws, openTestFolder } from "../../infra/local/gateway/open-test-aws.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let client: EventBridgeClient;

const Entries = z.object({ Entries: z.array(z.object({ DetailType: z.string(), Detail: z.string() })) });
let calls: z.infer<typeof Entries>["Entries"][] = [];
/** Which entries the bus refuses, by their detail, each so many times. */
let refusals: Record<string, number> = {};

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  aws.gateway.serve("events", async ({ body }) => {
    const { Entries: entries } = Entries.parse(JSON.parse(Buffer.from(body).toString()));
    calls.push(entries);
    const answers = entries.map(({ Detail }) => {
      const left = refusals[Detail] ?? 0;
      refusals[Detail] = left - 1;
      return left > 0 ? { ErrorCode: "ThrottlingException" } : { EventId: "1" };
    });
    const answer = { FailedEntryCount: 0, Entries: answers };
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: JSON.stringify(answer),
    };
  });
  client = new EventBridgeClient(aws.client);
});
afterAll(async () => {
  client.destroy();
  await aws.gateway.close();
  folder.dispose();
});

const anEvent = (name: string, text = "") => ({
  source: "firstreply",
  detailType: name,
  detail: text === "" ? { name } : { name, text },
  occurredAt: new Date("2026-11-21T10:00:00Z"),
});
const detailOf = (name: string): string => JSON.stringify({ name });
/** The calls by what was in them, the longest first: they are made side by side. */
const namesOf = (): string[][] =>
  calls
    .map((entries) => entries.map(({ DetailType }) => DetailType))
    .toSorted((one, other) => other.length - one.length);

/** Publishes each of these lists at one moment, as a function does with the records of a batch. */
const publish = async (...lists: (readonly ReturnType<typeof anEvent>[])[]) => {
  calls = [];
  const publisher = eventBridgePublisher(client, "bus");
  return Promise.allSettled(lists.map((events) => publisher.publish(events)));
};

describe("what is published at one moment", () => {
  test("goes in one call, whoever published it", async () => {
    await publish([anEvent("a"), anEvent("b")], [], [anEvent("c")]);
    expect(namesOf()).toEqual([["a", "b", "c"]]);
  });

  test("goes in several where one would hold too many", async () => {
    await publish(Array.from({ length: 23 }, (_, n) => anEvent(`e${n}`)));
    expect(namesOf().map(({ length }) => length)).toEqual([10, 10, 3]);
  });

  test("goes in several where one would be too long", async () => {
    const long = "x".repeat(100 * 1024);
    await publish([anEvent("a", long)], [anEvent("b", long)], [anEvent("c", long)]);
    expect(namesOf()).toEqual([["a", "b"], ["c"]]);
  });
});

describe("an entry that is refused alone", () => {
  test("is sent again alone", async () => {
    refusals = { [detailOf("b")]: 2 };
    expect(await publish([anEvent("a"), anEvent("b")])).toMatchObject([{ status: "fulfilled" }]);
    expect(namesOf()).toEqual([["a", "b"], ["b"], ["b"]]);
  });

  test("every time fails whoever published it, and nobody else", async () => {
    refusals = { [detailOf("b")]: 9 };
    const [one, other] = await publish([anEvent("a")], [anEvent("b"), anEvent("c")]);
    expect(one).toMatchObject({ status: "fulfilled" });
    expect(other).toMatchObject({ reason: new Error("the bus bus refused 1 of 2 events, 4 times") });
    expect(calls).toHaveLength(4);
  });
});
