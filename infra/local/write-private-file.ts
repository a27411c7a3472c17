import { renameSync, writeFileSync } from "node:fs";

/** Writes a file only its owner can read. It appears whole or not at all, whenever the process dies. */
export const writePrivateFile = (path: string, text: string): void => {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
};
