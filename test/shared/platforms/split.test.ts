import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facebookDoor } from "../../../shared/platforms/facebook/door.ts";
import { xDoor } from "../../../shared/platforms/x/door.ts";

const bytesOf = (text: string): number => Buffer.byteLength(text);
const big = "12345678901234567890123";

test("a body within the limit comes back to the byte, whatever it is", () => {
  for (const body of ['{ "entry" : [ 1.50 ] }', "no json", ""])
    expect([xDoor.split(body, 100), facebookDoor.split(body, 100)]).toEqual([[body], [body]]);
});

test.each([
  "no json at all, and too long",
  '{"data":{"event_type":"post.create","payload":{}}}',
  "[1,2,3,4,5,6,7,8,9]",
  '"…………………………"',
])("%s has nothing to cut at and comes back whole", (body) => {
  expect(xDoor.split(body, 10)).toEqual([body]);
  expect(facebookDoor.split(body, 10)).toEqual([body]);
});

test("JSON nested beyond reason comes back whole", () => {
  const body = `{"entry":[${"[".repeat(50_000)}${"]".repeat(50_000)}]}`;
  expect(facebookDoor.split(body, 10)).toEqual([body]);
});

describe("an Account Activity body", () => {
  const body = `{"for_user_id":"2244994945","big":${big},"tweet_create_events":[{"id":${big}},{"id":2}],"follow_events":[{"id":3}],"mute_events":[]}`;

  test("is cut inside each of its arrays, and every digit stays", () => {
    expect(xDoor.split(body, 90)).toEqual([
      `{"for_user_id":"2244994945","big":${big},"tweet_create_events":[{"id":${big}}]}`,
      `{"for_user_id":"2244994945","big":${big},"tweet_create_events":[{"id":2}]}`,
      `{"for_user_id":"2244994945","big":${big},"follow_events":[{"id":3}]}`,
    ]);
  });

  test("keeps together what fits together", () => {
    expect(xDoor.split(body, 125)).toEqual([
      `{"for_user_id":"2244994945","big":${big},"tweet_create_events":[{"id":${big}},{"id":2}]}`,
      `{"for_user_id":"2244994945","big":${big},"follow_events":[{"id":3}]}`,
    ]);
  });
});

describe("a body of Meta", () => {
  test("is cut between entries and between an entry's changes", () => {
    const body = `{"object":"page","entry":[{"id":"1","time":${big},"changes":[{"a":1.0},{"b":2}],"messaging":[{"c":3}]},{"id":"2"}]}`;
    expect(facebookDoor.split(body, 1)).toEqual([
      `{"object":"page","entry":[{"id":"1","time":${big},"changes":[{"a":1.0}]}]}`,
      `{"object":"page","entry":[{"id":"1","time":${big},"changes":[{"b":2}]}]}`,
      `{"object":"page","entry":[{"id":"1","time":${big},"messaging":[{"c":3}]}]}`,
      '{"object":"page","entry":[{"id":"2"}]}',
    ]);
  });

  test("is cut inside an outer array as well", () => {
    const body = '[{"object":"page","entry":[{"id":"1"},{"id":"2"}]}]';
    expect(facebookDoor.split(body, 40)).toEqual([
      '{"object":"page","entry":[{"id":"1"}]}',
      '{"object":"page","entry":[{"id":"2"}]}',
    ]);
  });

  test("of any entries loses none, keeps their order, and fits wherever each entry fits", () => {
    const change = fc.record({ field: fc.string(), value: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1 }), fc.integer({ min: 1, max: 400 }), (changes, limit) => {
        const body = JSON.stringify({ object: "page", entry: [{ id: "1", changes }] });
        const parts = facebookDoor.split(body, limit);
        const kept = parts.flatMap((part) => changesOf(part));
        expect(kept).toEqual(JSON.parse(JSON.stringify(changes)));
        for (const part of parts)
          expect(bytesOf(part) <= limit || changesOf(part).length === 1 || parts.length === 1).toBe(true);
      }),
    );
  });
});

const changesOf = (part: string): unknown[] => {
  const { entry }: { entry: { changes: unknown[] }[] } = JSON.parse(part);
  return entry.flatMap(({ changes }) => changes);
};
