import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { UsageError } from "./command.ts";

/** A file, or stdin for `-`. UsageError for one that cannot be read. */
export const openInput = async (file: string): Promise<NodeJS.ReadableStream> => {
  if (file === "-") return process.stdin;
  try {
    await access(file);
  } catch {
    throw new UsageError(`${file} cannot be read: give the path of a file, or - for stdin`);
  }
  return createReadStream(file, "utf8");
};
