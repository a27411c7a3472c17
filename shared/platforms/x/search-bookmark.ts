/**
 * What of X's lists has not been read yet. X gives them newest first, so whoever runs out of money has read the end of
 * a span and not its beginning. That beginning is kept here as a span of its own, up to the last post that was paid
 * for, and it comes first the next time. Of what was not begun at all only the position is kept, so a bookmark stays
 * short however long the money is short.
 */
import * as z from "zod";

const Instant = z.iso.datetime();

const Span = z.strictObject({
  /** What recent search is asked; null is the list of the brand's own mentions. */
  query: z.string().nullable(),
  /** From this instant on, to the second. */
  from: Instant,
  /** Up to this instant, or to this post where one was read already. */
  to: Instant,
  untilId: z.string().nullable(),
});
export type Span = z.infer<typeof Span>;

const Position = z.strictObject({
  /** Everything before this was read, but for what is left. */
  readTo: Instant,
  left: z.array(Span),
});
export type Position = z.infer<typeof Position>;

const Bookmark = z.strictObject({ mentions: Position, threads: Position });
export type Bookmark = z.infer<typeof Bookmark>;

/** Where the last search stopped. Without a bookmark, or with one of another version, everything since then is unread. */
export const openBookmark = (text: string | null, since: Date): Bookmark => {
  const fresh: Position = { readTo: since.toISOString(), left: [] };
  return Bookmark.catch({ mentions: fresh, threads: fresh }).parse(jsonOf(text));
};

export const isReadThrough = (bookmark: Bookmark, until: Date): boolean =>
  Object.values(bookmark).every(
    ({ readTo, left }) => left.length === 0 && Date.parse(readTo) >= until.getTime(),
  );

/** What to read, in this order: what is left, then what is new in each of these queries. */
export const spansAhead = (
  { readTo, left }: Position,
  queries: readonly (string | null)[],
  until: Date,
): readonly Span[] => {
  if (Date.parse(readTo) >= until.getTime()) return left;
  const fresh = { from: readTo, to: until.toISOString(), untilId: null };
  return [...left, ...queries.map((query) => ({ query, ...fresh }))];
};

/** @param unread the end of the spans that were ahead, the first of them perhaps begun */
export const positionAfter = (
  before: Position,
  ahead: readonly Span[],
  unread: readonly Span[],
  until: Date,
): Position => {
  const ofBefore = before.left.length - (ahead.length - unread.length);
  const isNewsUntouched = ofBefore > 0 || (ofBefore === 0 && unread[0]?.untilId === null);
  return isNewsUntouched
    ? { readTo: before.readTo, left: unread.slice(0, ofBefore) }
    : { readTo: later(before.readTo, until), left: [...unread] };
};

const later = (one: string, other: Date): string =>
  new Date(Math.max(Date.parse(one), other.getTime())).toISOString();

const jsonOf = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
};
