import { describe, expect, test } from "vitest";
import type { LiveSecrets } from "../../../../shared/platforms/platform-adapter.ts";
import { standardWebhooksDoor } from "../../../../shared/platforms/standard-webhooks/door.ts";
import { signatureOf } from "../../../../shared/platforms/standard-webhooks/signature.ts";
import { challenge, delivery } from "../webhook-request.ts";

/** The vector of the specification's own libraries. */
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const timestamp = "1614265330";
const body = '{"test": 2432232314}';
const signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const signedAt = Number(timestamp) * 1000;

type Change = {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly sent?: string;
  readonly secondsLater?: number;
  readonly live?: LiveSecrets;
};

const kindOf = ({
  headers = {},
  sent = body,
  secondsLater = 0,
  live = [{ signingSecret: secret }],
}: Change) => {
  const signed = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  const receivedAt = new Date(signedAt + secondsLater * 1000);
  return standardWebhooksDoor.verify(delivery(sent, { ...signed, ...headers }, receivedAt), live).kind;
};

test("the published vector is verified, with its prefix and without", () => {
  expect(kindOf({})).toBe("verified");
  expect(kindOf({ live: [{ signingSecret: secret.replace("whsec_", "") }] })).toBe("verified");
});

test.each([
  { what: "five minutes late", secondsLater: 300, kind: "verified" },
  { what: "a second later than that", secondsLater: 301, kind: "rejected" },
  { what: "five minutes early, by our clock", secondsLater: -300, kind: "verified" },
  { what: "a second earlier than that", secondsLater: -301, kind: "rejected" },
  { what: "captured yesterday and sent again", secondsLater: 86_400, kind: "rejected" },
])("a delivery that is $what is $kind", ({ secondsLater, kind }) => {
  expect(kindOf({ secondsLater })).toBe(kind);
});

test.each([
  { what: "another body", sent: '{"test":2432232314}' },
  { what: "another id", headers: { "webhook-id": "msg_other" } },
  { what: "another time", headers: { "webhook-timestamp": "1614265331" } },
  { what: "no id", headers: { "webhook-id": undefined } },
  { what: "no time", headers: { "webhook-timestamp": undefined } },
  { what: "a time that is no number", headers: { "webhook-timestamp": "1614265330.0" } },
  { what: "no signature", headers: { "webhook-signature": undefined } },
  { what: "a signature without its version", headers: { "webhook-signature": signature.slice(3) } },
  {
    what: "a signature of another version",
    headers: { "webhook-signature": signature.replace("v1", "v1a") },
  },
  { what: "a signature in hex", headers: { "webhook-signature": `v1,${"0".repeat(64)}` } },
])("a delivery with $what is rejected", (change) => {
  expect(kindOf(change)).toBe("rejected");
});

describe("while a secret is being rotated", () => {
  const older = `whsec_${Buffer.from("the key of the year before").toString("base64")}`;

  test("the sender signs with both, and either is enough", () => {
    const both = `${signatureOf({ id, timestamp, body, secret: older })} ${signature}`;
    expect(kindOf({ headers: { "webhook-signature": both } })).toBe("verified");
  });

  test("we hold both, and either is enough", () => {
    expect(kindOf({ live: [{ signingSecret: "whsec_bmV3" }, { signingSecret: secret }] })).toBe("verified");
    expect(kindOf({ live: [{ signingSecret: "whsec_bmV3" }] })).toBe("rejected");
  });
});

test.each([{ live: [] }, { live: [{ signingSecret: "" }] }, { live: [{ signingSecret: "whsec_" }] }])(
  "with $live nothing can be right or wrong",
  ({ live }) => {
    expect(kindOf({ live })).toBe("unready");
  },
);

test("there is no handshake", () => {
  expect(standardWebhooksDoor.answerHandshake(challenge("crc_token=a"), [])).toMatchObject({
    kind: "rejected",
    status: 400,
  });
});
