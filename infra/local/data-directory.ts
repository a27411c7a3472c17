/**
 * The folder all state is kept in, held by one runtime at a time. The lock is a database file opened for exclusive
 * use: the operating system drops it with the process that holds it, however that ends, so there is no stale lock to
 * tell from a living one. The pid beside it is only there to name the holder.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { writePrivateFile } from "./write-private-file.ts";

export type DataDirectory = {
  readonly path: string;
  /** What `cdk deploy --outputs-file` would write: stack → output → value. */
  readonly writeOutputs: (outputs: Readonly<Record<string, Readonly<Record<string, string>>>>) => void;
  /** What an AWS CLI, an SDK or a test needs to talk to this runtime, one `NAME=value` a line. */
  readonly writeEnv: (env: LocalEnv) => void;
  /** Lets the next runtime in. */
  readonly release: () => void;
};

type LocalEnv = {
  readonly FIRSTREPLY_CONFIG?: string;
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
};

/** The directory is in use by another runtime. The message says by which process and what to do. */
export class DataDirectoryInUse extends Error {
  override readonly name = "DataDirectoryInUse";
}

/** Opens the data directory, creates it where it is missing, and keeps every other runtime out until `release`. */
export const openDataDirectory = (directory: string): DataDirectory => {
  const path = resolve(directory);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = takeLock(path);
  return {
    path,
    writeOutputs: (outputs) =>
      writePrivateFile(join(path, "outputs.json"), `${JSON.stringify(outputs, null, 2)}\n`),
    writeEnv: (env) =>
      writePrivateFile(
        join(path, "env"),
        Object.entries(env)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(""),
      ),
    release: () => {
      rmSync(join(path, "pid"), { force: true });
      held.delete(lock);
      lock.close();
    },
  };
};

/** A lock nobody refers to would be collected, and with it the hold on the directory. */
const held = new Set<DatabaseSync>();

const takeLock = (path: string): DatabaseSync => {
  const lock = new DatabaseSync(join(path, "lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new DataDirectoryInUse(
      `${path} is in use by another runtime (${holderOf(path)}). Stop that one first, or start this one with another data directory.`,
      { cause },
    );
  }
  held.add(lock);
  writePrivateFile(join(path, "pid"), String(process.pid));
  return lock;
};

/** SQLITE_BUSY */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === 5;

const holderOf = (path: string): string => {
  try {
    return `process ${readFileSync(join(path, "pid"), "utf8")}`;
  } catch {
    return "one that is just starting";
  }
};
