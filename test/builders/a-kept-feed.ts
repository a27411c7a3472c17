import type { KeptFeed, ReadFeed } from "../../shared/domain/roster/kept-feed.ts";

/** Read on a Monday morning, sixty days ahead: Ada until noon, unless it says otherwise. */
export const aReadFeed = (changes: Partial<ReadFeed> = {}): ReadFeed => ({
  at: "2026-01-05T08:00:00.000Z",
  until: "2026-03-06T08:00:00.000Z",
  shifts: [{ responder: "ada", from: "2026-01-05T00:00:00.000Z", to: "2026-01-05T12:00:00.000Z" }],
  unread: 0,
  firstUnread: null,
  etag: null,
  readWith: "these-people",
  ...changes,
});

export const aKeptFeed = (changes: Partial<ReadFeed> = {}): KeptFeed => ({
  read: aReadFeed(changes),
  failing: null,
});
