import { describe, expect, test } from "vitest";
import { Platform } from "../../../shared/domain/platform.ts";
import { doors } from "../../../shared/platforms/doors.ts";
import { rehearsals } from "../../../shared/platforms/rehearsals.ts";
import { brandAccount, brandPage } from "./channel.ts";
import { delivery } from "./webhook-request.ts";

const day = 86_400_000;

describe.each(Platform.options)("a body signed as %s", (platform) => {
  const secret = {
    consumerSecret: "a",
    clientSecret: "b",
    appSecret: "c",
    verifyToken: "d",
    signingSecret: `whsec_${Buffer.from("twenty-four bytes of key").toString("base64")}`,
  };
  const at = new Date("2026-11-21T00:00:00Z");
  const body = new TextEncoder().encode('{"text":"näher 🙂"}');

  test("passes the door", () => {
    const headers = rehearsals[platform].sign(body, secret, at);
    expect(doors[platform].verify(delivery(body, headers), [secret])).toEqual({ kind: "verified" });
  });

  test("needs a secret to be signed with", () => {
    expect(() => rehearsals[platform].sign(body, { verifyToken: "d" }, at)).toThrow("Nothing to sign with");
  });
});

test("an app of X with one secret signs with that one", () => {
  const body = new Uint8Array();
  expect(Object.keys(rehearsals.x.sign(body, { consumerSecret: "a" }, new Date()))).toEqual([
    "x-twitter-webhooks-signature",
  ]);
  expect(Object.keys(rehearsals.x.sign(body, { clientSecret: "b" }, new Date()))).toEqual([
    "x-twitter-webhooks-signature-oauth2",
  ]);
});

describe("a body of X, a day later", () => {
  const original = "2123924594515443779";
  const later = String(BigInt(original) + (BigInt(day) << 22n));
  const body = (id: string, date: string) => ({
    data: {
      event_uuid: "-278",
      event_type: "post.mention.create",
      filter: { user_id: brandAccount },
      payload: {
        id,
        text: `2026-11-20T23:41:00.000Z ${original}`,
        author_id: brandAccount,
        created_at: `2026-11-${date}T23:41:00.000Z`,
        edit_controls: { editable_until: `2026-11-${date}T23:59:00.000Z` },
        edit_history_tweet_ids: [id],
        conversation_id: id,
        referenced_tweets: [{ type: "quoted", id }],
        entities: { mentions: [{ id: original }] },
      },
      includes: { users: [{ id: original, created_at: "2014-03-02T10:11:12.000Z" }], tweets: [{ id }] },
    },
  });
  const recorded = JSON.stringify(body(original, "20"));

  test("has moved its posts and times, and left people, texts and the delivery's own id", () => {
    expect(JSON.parse(rehearsals.x.freshen(recorded, day))).toEqual(body(later, "21"));
  });

  test("comes back to the byte when it is moved back", () => {
    expect(rehearsals.x.freshen(rehearsals.x.freshen(recorded, day), -day)).toBe(recorded);
  });

  test("was written when its post was, not when it may last be edited", () => {
    expect(rehearsals.x.recordedAt(recorded)).toEqual(new Date("2026-11-20T23:41:00.000Z"));
  });
});

const moved = (id: number, days: number): string => String(id + days * day);

const pageBody = (days: number, time: string) => ({
  object: "page",
  entry: [
    {
      id: brandPage,
      time: 1_795_218_062 + days * 86_400,
      changes: [
        {
          field: "feed",
          value: {
            from: { id: brandPage, name: "Brand" },
            post: { id: `${brandPage}_${moved(500, days)}`, updated_time: time },
            message: "1795218062",
            comment_id: `${moved(500, days)}_${moved(7, days)}`,
            post_id: `${brandPage}_${moved(500, days)}`,
            parent_id: `${moved(500, days)}_${moved(6, days)}`,
            created_time: 1_795_218_060 + days * 86_400,
          },
        },
      ],
      messaging: [{ sender: { id: "77" }, timestamp: 1_795_218_061_500 + days * day }],
    },
  ],
});
describe("a body of Facebook, a day later", () => {
  const recorded = JSON.stringify(pageBody(0, "2026-11-20T23:41:00+0000"));

  test("has moved its posts, comments and times, and left the page, people and texts", () => {
    const expected = pageBody(1, "2026-11-21T23:41:00+0000");
    expect(JSON.parse(rehearsals.facebook.freshen(recorded, day))).toEqual(expected);
    expect(JSON.parse(rehearsals.facebook.freshen(`[${recorded}]`, day))).toEqual([expected]);
  });

  test("was written at the latest of its times", () => {
    expect(rehearsals.facebook.recordedAt(recorded)).toEqual(new Date(1_795_218_062_000));
  });
});

describe.each(Platform.options)("whatever %s is given", (platform) => {
  test("numbers keep every digit", () => {
    const body = '{"a":12345678901234567890123,"b":[1.50,1e400,-0]}';
    expect(rehearsals[platform].freshen(body, day)).toBe(body);
  });

  test.each(["no json", "", "[", `${"[".repeat(50_000)}${"]".repeat(50_000)}`])(
    "what it cannot read comes back as it is",
    (body) => {
      expect(rehearsals[platform].freshen(body, day)).toBe(body);
      expect(rehearsals[platform].recordedAt(body)).toBeNull();
    },
  );

  test("fields of another shape than usual stay as they are", () => {
    const body =
      '{"id":{"id":5},"created_at":"soon","created_time":"now","time":null,"post_id":"a_1","timestamp":[]}';
    expect(rehearsals[platform].freshen(body, day)).toBe(body);
  });
});
