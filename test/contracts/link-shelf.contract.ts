import { describe, expect, test } from "vitest";
import type { LinkShelf, UsedLink } from "../../shared/ports/link-shelf.ts";

const useBy = (browser: string, changes: Partial<UsedLink> = {}): UsedLink => ({
  linkId: "link-1",
  usedAt: new Date("2026-11-21T03:12:00.250Z"),
  browser,
  openUntil: new Date("2026-11-21T05:00:00Z"),
  outcome: null,
  ...changes,
});
const done = { kind: "done", says: "You have it.", at: new Date("2026-11-21T03:12:01Z") } as const;

/** What every LinkShelf must do. `fresh` gives an empty one. */
export const linkShelfContract = (name: string, fresh: () => Promise<LinkShelf>): void => {
  describe(`a link shelf (${name})`, () => {
    test("knows nothing of a link nobody used", async () => {
      expect(await (await fresh()).find("link-1")).toBeNull();
    });

    test("has a link for whoever used it first, and tells everybody else whose it is", async () => {
      const shelf = await fresh();
      expect(await shelf.use(useBy("ada's phone"))).toEqual(useBy("ada's phone"));
      expect(await shelf.use(useBy("another"))).toEqual(useBy("ada's phone"));
      expect(await shelf.find("link-1")).toEqual(useBy("ada's phone"));
      expect(await shelf.find("link-2")).toBeNull();
    });

    test("is used by one of many who want it at once", async () => {
      const shelf = await fresh();
      const browsers = Array.from({ length: 10 }, (_, index) => `browser ${index}`);
      const found = await Promise.all(browsers.map((browser) => shelf.use(useBy(browser))));
      const [first, ...others] = new Set(found.map(({ browser }) => browser));
      expect(others).toEqual([]);
      expect(await shelf.find("link-1")).toEqual(useBy(first ?? ""));
    });

    test("keeps what came of it, the latest", async () => {
      const shelf = await fresh();
      await shelf.use(useBy("ada's phone"));
      for (const says of ["You have it.", "You passed it on."])
        await shelf.keep(useBy("ada's phone", { outcome: { ...done, says } }));
      expect(await shelf.find("link-1")).toMatchObject({ outcome: { ...done, says: "You passed it on." } });
    });

    test("keeps nothing for a browser that does not have the link, and does not put it there", async () => {
      const shelf = await fresh();
      await shelf.use(useBy("ada's phone"));
      await shelf.keep(useBy("another", { outcome: done }));
      await shelf.keep(useBy("another", { linkId: "link-2", outcome: done }));
      expect(await shelf.find("link-1")).toEqual(useBy("ada's phone"));
      expect(await shelf.find("link-2")).toBeNull();
    });
  });
};
