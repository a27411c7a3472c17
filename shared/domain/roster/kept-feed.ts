/**
 * What is kept of a feed of shifts, so that whoever asks who is on call need not ask whoever publishes it. A feed that
 * cannot be read leaves what was read before as it was: somebody who was to be on call is a better guess than nobody.
 */
import * as z from "zod";
import { Instant, RankedShift } from "./shift-shape.ts";

/** What a table's item of 400 kB has room for, whatever responders are called: 33 hand-overs a day. */
export const mostShifts = 2000;

const ReadFeed = z.object({
  /** When it was last found to say this. */
  at: Instant,
  /** It was read so far ahead. */
  until: Instant,
  shifts: z.array(RankedShift),
  /** Of the events that nobody is on call by, because they cannot be read: how many, and what is wrong with the first. */
  unread: z.int(),
  firstUnread: z.string().nullable(),
  /** The tag of this edition, where its publisher gives one; and what it was read with: another makes another of it. */
  etag: z.string().nullable(),
  readWith: z.string(),
});
export type ReadFeed = z.infer<typeof ReadFeed>;

export const KeptFeed = z.object({
  /** Null before the first good read. */
  read: ReadFeed.nullable(),
  /** Since when it cannot be read, and why now; null while it can. */
  failing: z.object({ since: Instant, because: z.string() }).nullable(),
});
export type KeptFeed = z.infer<typeof KeptFeed>;

export const neverRead: KeptFeed = { read: null, failing: null };

export type FeedReading =
  | ({ readonly kind: "read" } & Omit<ReadFeed, "at">)
  /** It says what it said before. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly because: string };

/** What is kept after somebody tried to read it. */
export const afterReading = (kept: KeptFeed, reading: FeedReading, now: Date): KeptFeed => {
  const at = now.toISOString();
  switch (reading.kind) {
    case "read": {
      const { kind: _, ...read } = reading;
      return { read: { ...read, at }, failing: null };
    }
    case "unchanged":
      return { read: kept.read === null ? null : { ...kept.read, at }, failing: null };
    case "failed":
      return { ...kept, failing: { since: kept.failing?.since ?? at, because: reading.because } };
  }
};

const staleMs = 86_400_000;

/** Since when nobody has read a feed, where that is a day or longer; null while it is fresh, or new. */
export const staleSince = ({ read, failing }: KeptFeed, now: Date): Date | null => {
  const since = read?.at ?? failing?.since;
  return since !== undefined && now.getTime() - Date.parse(since) >= staleMs ? new Date(since) : null;
};
