import type { IncomingMessage } from "node:http";

/** Undefined when the body is larger than the limit; it is read to its end all the same, so the client hears why. */
export const readLimitedBody = async (
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const piece = Buffer.from(chunk);
    bytes += piece.byteLength;
    if (bytes <= limitBytes) chunks.push(piece);
    else chunks.length = 0;
  }
  return bytes <= limitBytes ? Buffer.concat(chunks) : undefined;
};
