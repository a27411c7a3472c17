import { isNoJson, parseExactly } from "./exact-json.ts";

/** Entries that a platform put in one body, and the body around any stretch of them. */
export type Batch = {
  readonly entries: readonly unknown[];
  readonly around: (entries: readonly unknown[]) => unknown;
};

/**
 * Cuts a body that is over the limit into bodies of the same shape, as few as fit, entries in order. An entry that is
 * over the limit by itself stands alone; a body with nothing to cut at, or that is no JSON, comes back whole.
 */
export const splitAtEntries = (
  body: string,
  limitBytes: number,
  batchesOf: (body: unknown) => readonly Batch[],
): readonly string[] => {
  if (Buffer.byteLength(body) <= limitBytes) return [body];
  try {
    const parts = batchesOf(parseExactly(body)).flatMap((batch) => pack(batch, limitBytes));
    return parts.length === 0 ? [body] : parts;
  } catch (error) {
    if (isNoJson(error)) return [body];
    throw error;
  }
};

const pack = ({ entries, around }: Batch, limitBytes: number): readonly string[] => {
  const room = limitBytes - bytesOf(around([]));
  const groups: unknown[][] = [];
  let used = Infinity;
  for (const entry of entries) {
    const bytes = bytesOf(entry) + ",".length;
    if (used + bytes > room) {
      groups.push([]);
      used = 0;
    }
    groups.at(-1)?.push(entry);
    used += bytes;
  }
  return groups.map((group) => JSON.stringify(around(group)));
};

const bytesOf = (json: unknown): number => Buffer.byteLength(JSON.stringify(json));
