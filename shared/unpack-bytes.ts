import { gunzipSync } from "node:zlib";
import type { ReceivedWebhook } from "./contracts/received-webhook.ts";

/** The bytes of a body that came whole through the queue. Throws for what was not packed as it says. */
export const unpackBytes = (packed: string, encoding: ReceivedWebhook["encoding"]): Buffer => {
  switch (encoding) {
    case "text":
      return Buffer.from(packed);
    case "base64":
      return Buffer.from(packed, "base64");
    case "gzip-base64":
      return gunzipSync(Buffer.from(packed, "base64"));
  }
};
