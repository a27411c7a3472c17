import { gunzipSync } from "node:zlib";
import type { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";
import { PermanentError } from "../../shared/errors.ts";
import { parseExactly } from "../../shared/platforms/exact-json.ts";

/** The body a platform sent, as parsed JSON whose numbers keep every digit. What is no JSON, or only a part of one, is kept for a person. */
export const unpackBody = (packed: string, { encoding, part }: ReceivedWebhook): unknown => {
  if (part !== "1/1") throw new PermanentError(`one entry was too long for the queue; this is part ${part}`);
  try {
    return parseExactly(textOf(packed, encoding));
  } catch {
    // The parser's message quotes the body, so it is no cause to keep.
    throw new PermanentError("the body is not JSON");
  }
};

const textOf = (packed: string, encoding: ReceivedWebhook["encoding"]): string => {
  switch (encoding) {
    case "text":
      return packed;
    case "base64":
      return Buffer.from(packed, "base64").toString("utf8");
    case "gzip-base64":
      return gunzipSync(Buffer.from(packed, "base64")).toString("utf8");
  }
};
