import { describe, expect, test } from "vitest";
import type { LiveSecrets } from "../../../../shared/platforms/platform-adapter.ts";
import { xDoor } from "../../../../shared/platforms/x/door.ts";
import { signatureOf } from "../../../../shared/platforms/x/signature.ts";
import { challenge, delivery } from "../webhook-request.ts";

const answerTo = (query: string, secrets: LiveSecrets) => xDoor.answerHandshake(challenge(query), secrets);
const answer = (token: string) => ({
  kind: "answer",
  contentType: "application/json",
  body: JSON.stringify({ response_token: token }),
});

test.each([
  {
    what: "a + is a blank",
    query: "crc_token=test+token",
    secret: { consumerSecret: "apiSecret" },
    token: "sha256=O5hJl2njQRIa4vsumZ+3oom9ECR5m3aQLRZkPoYelp0=",
  },
  {
    what: "a %2B is a +",
    query: "crc_token=test%2Btoken",
    secret: { consumerSecret: "apiSecret" },
    token: "sha256=aZsERH/55H/ZLoXk9bhjkBrnWu486pbZrcQX2q1rnGw=",
  },
  {
    what: "the client secret, where there is one",
    query: "crc_token=challenge_string",
    secret: { consumerSecret: "consumer-secret", clientSecret: "client-secret" },
    token: "sha256=bACRGErecWu2jj2NpzrZglSUmdYwRiKKEr4qwY8EfB0=",
  },
  {
    what: "the consumer secret, where there is no other",
    query: "crc_token=challenge_string",
    secret: { consumerSecret: "consumer-secret" },
    token: "sha256=S/mG8E9n5SjoGuCqHguvP8K8uuu5ogCPF0dOpIdyZlk=",
  },
])("the challenge is answered: $what", ({ query, secret, token }) => {
  expect(answerTo(query, [secret])).toEqual(answer(token));
});

test.each(["🔑 näher", "k".repeat(2048), "nonce={1}", "1", "null"])(
  "%.20s is a challenge like any other",
  (token) => {
    const query = new URLSearchParams({ crc_token: token }).toString();
    expect(answerTo(query, [{ consumerSecret: "s" }])).toEqual(answer(signatureOf(token, "s")));
  },
);

test("a challenge over 2,100 characters is none of X's", () => {
  expect(answerTo(`crc_token=${"k".repeat(2101)}`, [{ consumerSecret: "s" }])).toMatchObject({
    kind: "rejected",
    status: 400,
  });
});

test.each(["", "other=1", "crc_token=", "crc_token", "crc_token=a&crc_token=b", "crc_token=a&crc_token=a"])(
  "without exactly one token (%s) the answer is 400",
  (query) => {
    expect(answerTo(query, [{ consumerSecret: "s" }])).toMatchObject({ kind: "rejected", status: 400 });
  },
);

describe("a challenge that could be read as a webhook is refused, because its answer would be that webhook's signature", () => {
  test.each(['{"data":{}}', "[]", ' \r\n\t{"for_user_id":"1"}', "\uFEFF{}"])("%s", (token) => {
    const query = new URLSearchParams({ crc_token: token }).toString();
    expect(answerTo(query, [{ consumerSecret: "s" }])).toMatchObject({ kind: "rejected", status: 400 });
  });
});

describe("nobody gets a body signed by asking for it as a challenge: what is answered is never taken", () => {
  const tokens = [
    "42",
    "null",
    '"{}"',
    "hello",
    "\u00A0{}",
    "\u2028[]",
    "\uFFFD",
    " {}",
    "\uFEFF[]",
    "k".repeat(2048),
  ];
  test.each(tokens)("%.20j", (token) => {
    const live = [{ consumerSecret: "s" }];
    const answered = answerTo(new URLSearchParams({ crc_token: token }).toString(), live);
    const headers = { "x-twitter-webhooks-signature": signatureOf(token, "s") };
    const { kind } = xDoor.verify(delivery(token, headers), live);
    expect([answered.kind, kind].toSorted()).not.toEqual(["answer", "verified"]);
    expect([answered.kind, kind]).toContain("rejected");
  });
});

test("during a rotation the newest version answers", () => {
  const live = [{ clientSecret: "new" }, { clientSecret: "old" }];
  expect(answerTo("crc_token=a", live)).toEqual(answer(signatureOf("a", "new")));
});

test.each([{ secrets: [] }, { secrets: [{}] }, { secrets: [{ consumerSecret: "", clientSecret: "" }] }])(
  "with $secrets nothing is answered, because a wrong answer would invalidate the webhook",
  ({ secrets }) => {
    expect(answerTo("crc_token=a", secrets)).toEqual({ kind: "unready", missing: "consumerSecret" });
  },
);
