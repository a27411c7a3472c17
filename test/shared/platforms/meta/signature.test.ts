import { expect, test } from "vitest";
import { facebookDoor } from "../../../../shared/platforms/facebook/door.ts";
import { signatureOf } from "../../../../shared/platforms/meta/signature.ts";
import { delivery } from "../webhook-request.ts";

const header = "x-hub-signature-256";
const valid = "sha256=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914";
const kindOf = (signature: string | undefined, body = "test", live = [{ appSecret: "secret" }]) =>
  facebookDoor.verify(delivery(body, { [header]: signature }), live).kind;

test("the vector of a published library", () => {
  expect(kindOf(valid)).toBe("verified");
});

test.each([
  {
    what: "escaped, as Meta writes them",
    body: String.raw`{"t":"\u00e4\u00f6\u00e5"}`,
    hex: "babc2e7d2e280433f172439f1039aa1304bb810c040520c21dfd5ed1a9729b09",
  },
  {
    what: "as plain UTF-8",
    body: '{"t":"äöå"}',
    hex: "fc56adde7d77fbd2814acc7a85e09b08b6ad94a3151e91edb4bcee54bc9bd8db",
  },
])("umlauts $what: the bytes received are what is signed", ({ body, hex }) => {
  expect(kindOf(`sha256=${hex}`, body, [{ appSecret: "app_secret" }])).toBe("verified");
});

test("the same document in other bytes does not fit", () => {
  const compact = '{"object":"page","entry":[]}';
  const spaced = '{"object": "page", "entry": []}';
  expect(kindOf(signatureOf(compact, "secret"), compact)).toBe("verified");
  expect(kindOf(signatureOf(compact, "secret"), spaced)).toBe("rejected");
});

test.each([
  { what: "missing", signature: undefined },
  { what: "empty", signature: "" },
  { what: "without its prefix", signature: valid.slice("sha256=".length) },
  { what: "with the older prefix", signature: valid.replace("sha256=", "sha1=") },
  { what: "in capitals", signature: `sha256=${valid.slice("sha256=".length).toUpperCase()}` },
  { what: "in base64", signature: `sha256=${Buffer.from(valid.slice(7), "hex").toString("base64")}` },
  { what: "cut short", signature: valid.slice(0, -2) },
  { what: "of another body", signature: signatureOf("tesT", "secret") },
  { what: "under another secret", signature: signatureOf("test", "secrets") },
])("a signature $what is rejected", ({ signature }) => {
  expect(kindOf(signature)).toBe("rejected");
});

test("during a rotation both secrets are good", () => {
  const live = [{ appSecret: "new" }, { appSecret: "old" }];
  expect(["new", "old", "older"].map((key) => kindOf(signatureOf("test", key), "test", live))).toEqual([
    "verified",
    "verified",
    "rejected",
  ]);
});

test("without an app secret a signature is neither right nor wrong", () => {
  const request = delivery("test", { [header]: signatureOf("test", "") });
  expect(facebookDoor.verify(request, [{ appSecret: "" }])).toEqual({
    kind: "unready",
    missing: "appSecret",
  });
});
