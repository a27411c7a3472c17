import { expect, test } from "vitest";
import { dynamodbMeter } from "./dynamodb-meter.ts";

const head = (size: number, due?: string) => ({
  pk: { S: "x:1" },
  sk: { S: "head" },
  text: { S: "x".repeat(size) },
  ...(due !== undefined && { duePk: { S: "D#1" }, dueSk: { S: due } }),
});
const counters = {
  Key: { pk: { S: "counts#service" }, sk: { S: "2026-11-21#firstReply#7" } },
  UpdateExpression: "ADD #m0 :m0",
  ExpressionAttributeNames: { "#m0": "met" },
  ExpressionAttributeValues: { ":m0": { N: "1" } },
};

const metered = (...calls: readonly (readonly [operation: string, input: object, output?: object])[]) => {
  const meter = dynamodbMeter();
  for (const [operation, input, output = {}] of calls)
    meter.pass(
      {
        service: "dynamodb",
        operation,
        accessKeyId: "",
        method: "POST",
        path: "/",
        headers: {},
        body: Buffer.from(JSON.stringify(input)),
      },
      { status: 200, headers: {}, body: JSON.stringify(output) },
    );
  return meter;
};

test("an item costs a write unit a kilobyte, and one more for each index it is new in", () => {
  expect(metered(["PutItem", { Item: head(100) }]).units()).toEqual({ write: 1, read: 0 });
  expect(metered(["PutItem", { Item: head(1100, "10:15") }]).units()).toEqual({ write: 3, read: 0 });
});

test("moving in an index costs two, leaving it one", () => {
  const opened = ["PutItem", { Item: head(100, "10:15") }] as const;
  expect(metered(opened, ["PutItem", { Item: head(100, "10:30") }]).units().write).toBe(2 + 3);
  expect(metered(opened, ["PutItem", { Item: head(100) }]).units().write).toBe(2 + 2);
});

test("a transaction costs twice as much, the day's counters in it too", () => {
  const transaction = { TransactItems: [{ Put: { Item: head(100) } }, { Update: counters }] };
  expect(metered(["TransactWriteItems", transaction]).units()).toEqual({ write: 4, read: 0 });
});

test("reads cost a unit for four kilobytes, half of one where they may be stale", () => {
  expect(metered(["GetItem", {}, { Item: head(5000) }]).units()).toEqual({ write: 0, read: 2 });
  expect(metered(["Query", {}, { Items: [head(100), head(100)] }]).units()).toEqual({ write: 0, read: 0.5 });
});

test("what it does not know disturbs nobody who calls, but there is no figure then", () => {
  expect(() => metered(["UpdateItem", counters]).units()).toThrow("does not know what UpdateItem costs");
});
