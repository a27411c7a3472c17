import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { limitBytes, packBody } from "../../shared/pack-body.ts";
import { unpackBody } from "../../functions/triage-mentions/unpack-body.ts";

const webhook = { channelId: "x", receivedAt: "2026-11-21T03:00:00.000Z" };
const inTwo = (): string[] => ['{"entry":[1]}', '{"entry":[2]}'];
const whole = (body: string): string[] => [body];

test("a short body stays as it is", () => {
  expect(packBody(Buffer.from('{"a":1}'), whole)).toEqual([
    { body: '{"a":1}', encoding: "text", part: "1/1" },
  ]);
});

test("a long body is cut where the platform's entries are", () => {
  const packed = packBody(Buffer.alloc(limitBytes + 1, "7"), inTwo);
  expect(packed.map(({ body }) => body)).toEqual(['{"entry":[1]}', '{"entry":[2]}']);
});

test("one entry over the limit is compressed, and reads the same behind the queue", () => {
  const body = JSON.stringify({ text: "so long ".repeat(300_000) });
  const [packed, ...more] = packBody(Buffer.from(body), whole);
  expect(more).toEqual([]);
  expect(packed?.encoding).toBe("gzip-base64");
  expect(unpackBody(packed?.body ?? "", { ...webhook, encoding: "gzip-base64", part: "1/1" })).toEqual(
    JSON.parse(body),
  );
});

test("one entry that does not even compress is kept whole in numbered parts", () => {
  const body = JSON.stringify({ noise: randomBytes(2_000_000).toString("base64") });
  const packed = packBody(Buffer.from(body), whole);
  expect(packed.map(({ part }) => part)).toEqual(["1/3", "2/3", "3/3"]);
  expect(packed.every((message) => Buffer.byteLength(message.body) <= limitBytes)).toBe(true);
  const together = Buffer.from(packed.map((message) => message.body).join(""), "base64");
  expect(gunzipSync(together).toString()).toBe(body);
  expect(() =>
    unpackBody(packed[0]?.body ?? "", { ...webhook, encoding: "gzip-base64", part: "1/3" }),
  ).toThrow("part 1/3");
});
