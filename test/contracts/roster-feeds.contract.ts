import { describe, expect, test } from "vitest";
import { mostShifts } from "../../shared/domain/roster/kept-feed.ts";
import type { RosterFeeds } from "../../shared/ports/roster-feeds.ts";
import { aKeptFeed } from "../builders/a-kept-feed.ts";

const now = new Date("2026-01-05T08:00:00Z");
const neverRead = { version: 0, kept: { read: null, failing: null } };

/** What every RosterFeeds must do. `fresh` gives one that keeps nothing. */
export const rosterFeedsContract = (name: string, fresh: () => Promise<RosterFeeds>): void => {
  describe(`what is kept of feeds of shifts (${name})`, () => {
    test("is nothing at first", async () => {
      expect(await (await fresh()).load("rota")).toEqual(neverRead);
    });

    test("comes back as it was committed, each feed its own", async () => {
      const feeds = await fresh();
      const kept = {
        ...aKeptFeed({ etag: '"a"', unread: 2, firstUnread: 'line 7: "Zed" names nobody' }),
        failing: { since: "2026-01-05T09:00:00.000Z", because: "answered 404" },
      };
      expect(await feeds.commit("rota", { version: 0, kept }, now)).toBe("committed");
      expect(await feeds.load("rota")).toEqual({ version: 1, kept });
      expect(await feeds.load("other")).toEqual(neverRead);
    });

    test("takes the version that was loaded, and no other", async () => {
      const feeds = await fresh();
      const commit = (version: number, etag: string) =>
        feeds.commit("rota", { version, kept: aKeptFeed({ etag }) }, now);
      expect(await commit(1, "early")).toBe("conflict");
      expect(await commit(0, "first")).toBe("committed");
      expect(await commit(0, "late")).toBe("conflict");
      expect(await commit(1, "second")).toBe("committed");
      expect(await feeds.load("rota")).toMatchObject({ version: 2, kept: { read: { etag: "second" } } });
    });

    test("may be as many shifts as are read at all, of people with long names", async () => {
      const feeds = await fresh();
      const shift = {
        responder: "a".repeat(80),
        from: "2026-01-05T00:00:00.000Z",
        to: "2026-01-05T12:00:00.000Z",
        priority: 1,
      };
      const kept = aKeptFeed({ shifts: Array.from({ length: mostShifts }, () => shift) });
      expect(await feeds.commit("rota", { version: 0, kept }, now)).toBe("committed");
      expect((await feeds.load("rota")).kept.read?.shifts).toHaveLength(mostShifts);
    });
  });
};
