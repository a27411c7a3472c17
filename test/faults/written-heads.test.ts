import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { breachesIn, headsIn } from "./written-heads.ts";

const dueAt = "2026-11-20T23:15:00.000Z";
const head = {
  Item: marshall({
    pk: "x:1:2",
    sk: "head",
    version: 3,
    conversation: { events: [{ type: "DeadlineBreached", clock: { dueAt } }, { type: "PageSent" }] },
  }),
};
const message = { Item: marshall({ pk: "x:1", sk: "message" }) };
const counter = { Update: { Key: marshall({ pk: "counts" }), UpdateExpression: "ADD met :one" } };
const bodyOf = (call: object): Buffer => Buffer.from(JSON.stringify(call));

test.each([
  ["alone", head],
  ["with its message", { TransactItems: [{ Put: head }, { Put: message }] }],
  ["with what is counted because of it", { TransactItems: [{ Put: head }, counter, counter] }],
])("a head that is written %s is seen, and so is its breach", (_, call) => {
  expect(headsIn(bodyOf(call))).toMatchObject([{ conversationId: "x:1:2", version: "3" }]);
  expect(breachesIn(bodyOf(call))).toEqual([{ conversationId: "x:1:2", dueAt }]);
});

test("what writes no head has none", () => {
  expect(headsIn(bodyOf({ TransactItems: [{ Put: message }, counter] }))).toEqual([]);
  expect(headsIn(bodyOf(message))).toEqual([]);
});
