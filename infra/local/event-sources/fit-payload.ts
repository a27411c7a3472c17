import { largestPayloadBytes } from "../lambda/payload-limits.ts";

/** What `{"Records":[]}` and a margin for the commas take. */
const envelopeBytes = 1024;

/** Cuts records into batches that Lambda takes as one event, in order. A record too large by itself stays alone. */
export const fitPayload = <Item>(
  records: readonly Item[],
  limitBytes = largestPayloadBytes - envelopeBytes,
): Item[][] => {
  const batches: Item[][] = [];
  let room = 0;
  for (const record of records) {
    const bytes = Buffer.byteLength(JSON.stringify(record)) + 1;
    const last = batches.at(-1);
    if (last === undefined || bytes > room) {
      batches.push([record]);
      room = limitBytes - bytes;
    } else {
      last.push(record);
      room -= bytes;
    }
  }
  return batches;
};
