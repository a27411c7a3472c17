import type { IncomingMessage } from "node:http";
import { AwsError } from "./aws-error.ts";

/** Every API here is content with 1 MiB or less, except BatchWriteItem and TransactWriteItems. */
const limitBytes = 16 * 1024 * 1024;

/** The whole body of a request. One beyond 16 MiB is read to its end, so that its sender can read the refusal. */
export const readBody = async (request: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= limitBytes) chunks.push(part);
  }
  if (bytes <= limitBytes) return Buffer.concat(chunks);
  throw new AwsError({
    code: "RequestEntityTooLarge",
    message: `The request has ${bytes} bytes; the local runtime takes ${limitBytes}.`,
    status: 413,
  });
};
