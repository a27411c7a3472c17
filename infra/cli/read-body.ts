import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { UsageError } from "./command.ts";

/** A body as the bytes it is: a signature covers those, and as text some of them would not survive. */
export const readBody = async (file: string): Promise<Buffer<ArrayBuffer>> => {
  if (file === "-") return Buffer.from(await buffer(process.stdin));
  try {
    return await readFile(file);
  } catch {
    throw new UsageError(`${file} cannot be read: give the path of a file, or - for stdin`);
  }
};
