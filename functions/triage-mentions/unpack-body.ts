import type { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";
import { PermanentError } from "../../shared/errors.ts";
import { readExactly } from "../../shared/platforms/exact-json.ts";
import { unpackBytes } from "../../shared/unpack-bytes.ts";

/** The body a platform sent, as parsed JSON whose numbers keep every digit. What is no JSON, or only a part of one, is kept for a person. */
export const unpackBody = (packed: string, { encoding, part }: ReceivedWebhook): unknown => {
  if (part !== "1/1") throw new PermanentError(`one entry was too long for the queue; this is part ${part}`);
  const read = readExactly(textOf(packed, encoding));
  if ("problem" in read) throw new PermanentError(`the body ${read.problem}`);
  return read.json;
};

const textOf = (packed: string, encoding: ReceivedWebhook["encoding"]): string => {
  try {
    return unpackBytes(packed, encoding).toString("utf8");
  } catch {
    throw new PermanentError(`the body is not the ${encoding} it is said to be`);
  }
};
