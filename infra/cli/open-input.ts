import { createReadStream, fstatSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { UsageError } from "./command.ts";

/** A file, or stdin for `-`. UsageError for one that cannot be read, or is a folder. */
export const openInput = async (file: string, what = "lines of JSON"): Promise<NodeJS.ReadableStream> => {
  if (file === "-") return openStdin();
  const isFolder = await access(file, constants.R_OK)
    .then(async () => (await stat(file)).isDirectory())
    .catch(() => null);
  const instead = `give the path of a file of ${what}, or - for stdin`;
  if (isFolder === null) throw new UsageError(`${file} cannot be read: ${instead}`);
  if (isFolder) throw new UsageError(`${file} is a folder: ${instead}`);
  return createReadStream(file, "utf8");
};

/** A folder as stdin would read as nothing at all. */
export const openStdin = (): NodeJS.ReadableStream => {
  if (fstatSync(0).isDirectory()) throw new UsageError("stdin is a folder: give it lines of JSON");
  return process.stdin;
};
