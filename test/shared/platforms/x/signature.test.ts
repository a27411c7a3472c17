import { describe, expect, test } from "vitest";
import type { LiveSecrets } from "../../../../shared/platforms/platform-adapter.ts";
import { xDoor } from "../../../../shared/platforms/x/door.ts";
import { signatureOf } from "../../../../shared/platforms/x/signature.ts";
import { delivery } from "../webhook-request.ts";

const legacy = "x-twitter-webhooks-signature";
const oauth2 = "x-twitter-webhooks-signature-oauth2";
const secrets: LiveSecrets = [{ consumerSecret: "consumer-secret", clientSecret: "client-secret" }];
const body = '{"for_user_id":"2244994945","follow_events":[]}';
const valid = {
  [legacy]: "sha256=hbnk9KfP6HMZYlRvN1bQQ62z6zAyI3oqWMeXXAoQztY=",
  [oauth2]: "sha256=5Bg4ljGblYRlSUh1r3Q/d52TsG7GmNV53cCzrrquwcw=",
};
const wrong = signatureOf(body, "somebody else's secret");

const kindOf = (headers: Record<string, string>, bytes: string | Uint8Array = body, live = secrets) =>
  xDoor.verify(delivery(bytes, headers), live).kind;

test.each([
  {
    key: "test",
    message: '{"test_number":1,"test_string":"two"}',
    signature: "YWHphPn/JFq43jkF0y4/w8R/SelmLjvpunhVFY8JhlI=",
  },
  {
    key: "test",
    message: "test=1&other_test=2",
    signature: "25Cu3iwbbiqBTwQRzcKJZwisjf736V2Q8UaTlkfLSoc=",
  },
])("X's own vector for $message", ({ key, message, signature }) => {
  expect(signatureOf(message, key)).toBe(`sha256=${signature}`);
});

describe("which of the two headers decides", () => {
  test.each([
    { headers: [], kind: "rejected" },
    { headers: [[legacy, valid[legacy]]], kind: "verified" },
    { headers: [[oauth2, valid[oauth2]]], kind: "verified" },
    { headers: [[legacy, valid[oauth2]]], kind: "rejected" },
    { headers: [[oauth2, valid[legacy]]], kind: "rejected" },
    {
      headers: [
        [legacy, wrong],
        [oauth2, valid[oauth2]],
      ],
      kind: "verified",
    },
    {
      headers: [
        [legacy, valid[legacy]],
        [oauth2, wrong],
      ],
      kind: "rejected",
    },
    {
      headers: [
        [legacy, valid[legacy]],
        [oauth2, ""],
      ],
      kind: "rejected",
    },
  ])("$headers is $kind", ({ headers, kind }) => {
    expect(kindOf(Object.fromEntries(headers))).toBe(kind);
  });
});

const spelled = '{"test_number":1,"test_string":"two"}';
const base64 = "YWHphPn/JFq43jkF0y4/w8R/SelmLjvpunhVFY8JhlI=";

test.each([
  { what: "without its prefix", header: base64 },
  { what: "with another prefix", header: `sha1=${base64}` },
  { what: "with its prefix in capitals", header: `SHA256=${base64}` },
  { what: "without its padding", header: `sha256=${base64.replace("=", "")}` },
  { what: "with too much padding", header: `sha256=${base64}=` },
  { what: "in hex", header: `sha256=${Buffer.from(base64, "base64").toString("hex")}` },
  { what: "in base64 for URLs", header: `sha256=${base64.replaceAll("/", "_")}` },
  { what: "with a blank behind it", header: `sha256=${base64} ` },
  { what: "twice", header: `sha256=${base64},sha256=${base64}` },
  { what: "empty", header: "" },
])("a signature $what is rejected", ({ header }) => {
  expect(kindOf({ [legacy]: header }, spelled, [{ consumerSecret: "test" }])).toBe("rejected");
});

test.each([
  { what: "one byte flipped", bytes: body.replace("5", "4") },
  { what: "a byte order mark in front", bytes: `\uFEFF${body}` },
  { what: "a newline behind", bytes: `${body}\n` },
  { what: "blanks in front", bytes: ` \r\n\t${body}` },
])(
  "a body with $what is rejected under the signature of the original, and verified under its own",
  ({ bytes }) => {
    expect(kindOf({ [legacy]: valid[legacy] }, bytes)).toBe("rejected");
    expect(kindOf({ [legacy]: signatureOf(bytes, "consumer-secret") }, bytes)).toBe("verified");
  },
);

test("bytes that are no text are signed like any others", () => {
  const bytes = Uint8Array.from([0x7b, 0xff, 0xfe, 0x00, 0x80]);
  expect(kindOf({ [legacy]: signatureOf(bytes, "consumer-secret") }, bytes)).toBe("verified");
});

test.each(["", "  ", "hello", "42", "null", '"{}"', "\u00A0{}"])(
  "a body that starts neither an object nor an array (%j) is none of X's, even under its own signature",
  (bytes) => {
    expect(kindOf({ [legacy]: signatureOf(bytes, "consumer-secret") }, bytes)).toBe("rejected");
  },
);

describe("while a secret is being rotated", () => {
  const live = [{ consumerSecret: "new" }, { consumerSecret: "old" }];

  test.each(["new", "old"])("what was signed with the %s one is verified", (key) => {
    expect(kindOf({ [legacy]: signatureOf(body, key) }, body, live)).toBe("verified");
  });

  test("what was signed with the one before is not", () => {
    expect(kindOf({ [legacy]: signatureOf(body, "older") }, body, live)).toBe("rejected");
  });
});

describe("a secret nobody has filled in", () => {
  test.each([
    { header: legacy, live: [], missing: "consumerSecret" },
    { header: legacy, live: [{ clientSecret: "client-secret" }], missing: "consumerSecret" },
    { header: oauth2, live: [{ consumerSecret: "consumer-secret" }], missing: "clientSecret" },
    { header: oauth2, live: [{ clientSecret: "" }], missing: "clientSecret" },
  ])("makes $header neither right nor wrong: $missing is missing", ({ header, live, missing }) => {
    expect(xDoor.verify(delivery(body, { [header]: "sha256=…" }), live)).toEqual({
      kind: "unready",
      missing,
    });
  });

  test("verifies nothing signed with an empty key", () => {
    expect(kindOf({ [legacy]: signatureOf(body, "") }, body, [{ consumerSecret: "" }])).toBe("unready");
  });

  test("changes nothing for a body without a signature", () => {
    expect(kindOf({}, body, [])).toBe("rejected");
  });
});
