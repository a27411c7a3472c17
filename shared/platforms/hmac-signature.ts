/** The scheme X and Meta share: `sha256=` and the HMAC-SHA256 of the bytes received, each in its own encoding. */
import { createHmac } from "node:crypto";
import { equalsAny } from "./constant-time.ts";
import type { Verdict } from "./platform-adapter.ts";

type Signed = {
  readonly body: Uint8Array | string;
  readonly key: string;
  readonly encoding: "base64" | "hex";
};

/** The signature as its header carries it. */
export const hmacSignature = ({ body, key, encoding }: Signed): string =>
  `sha256=${createHmac("sha256", key).update(body).digest(encoding)}`;

type Claim = Omit<Signed, "key"> & {
  readonly signature: string;
  /** Every live value of the field the platform signs with. */
  readonly keys: readonly string[];
  /** That field's name, for whoever has to fill it in. */
  readonly field: string;
};

/** The header is compared as text, so an encoding that only decodes to the right bytes is not the right header. */
export const judgeSignature = ({ signature, keys, field, body, encoding }: Claim): Verdict => {
  if (keys.length === 0) return { kind: "unready", missing: field };
  const expected = keys.map((key) => hmacSignature({ body, key, encoding }));
  return equalsAny(signature, expected)
    ? { kind: "verified" }
    : { kind: "rejected", reason: "the signature does not fit the body" };
};
