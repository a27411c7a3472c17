/**
 * Packs a body, verified or found, for the intake queue. SQS takes up to 1 MiB of text without control characters; a platform may
 * send bytes of any kind, up to our own limit, and nothing that was signed may be lost. So: text as it is where it
 * fits, cut at the platform's entries where it does not, compressed where one entry is too long, and as a last resort
 * in numbered parts that wait together on the dead-letter queue.
 */
import { gzipSync } from "node:zlib";
import type { ReceivedWebhook } from "./contracts/received-webhook.ts";

export type PackedBody = {
  readonly body: string;
  readonly encoding: ReceivedWebhook["encoding"];
  readonly part: string;
};

/** What a message may weigh: 1 MiB, less what its attributes take. */
export const limitBytes = 1_047_000;

export const packBody = (
  bytes: Uint8Array,
  split: (body: string, limit: number) => readonly string[],
): PackedBody[] => {
  const text = asQueueText(bytes);
  if (text === null) return packBytes(bytes, "base64");
  if (bytes.byteLength <= limitBytes) return [{ body: text, encoding: "text", part: "1/1" }];
  return split(text, limitBytes).flatMap((piece) =>
    Buffer.byteLength(piece) <= limitBytes
      ? [{ body: piece, encoding: "text" as const, part: "1/1" }]
      : packBytes(Buffer.from(piece), "gzip-base64"),
  );
};

const packBytes = (bytes: Uint8Array, encoding: "base64" | "gzip-base64"): PackedBody[] => {
  const packed = Buffer.from(encoding === "base64" ? bytes : gzipSync(bytes)).toString("base64");
  if (packed.length > limitBytes && encoding === "base64") return packBytes(bytes, "gzip-base64");
  const parts = Math.max(1, Math.ceil(packed.length / limitBytes));
  return Array.from({ length: parts }, (_, index) => ({
    body: packed.slice(index * limitBytes, (index + 1) * limitBytes) || " ",
    encoding,
    part: `${index + 1}/${parts}`,
  }));
};

// What SQS refuses in a message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const notAllowed = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** The bytes as text, or null when a queue could not carry it unchanged. */
const asQueueText = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text === "" || notAllowed.test(text) ? null : text;
  } catch {
    return null;
  }
};
