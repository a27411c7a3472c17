import { describe, expect, test } from "vitest";
import type { NoticeBook } from "../../shared/ports/notice-book.ts";

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);
const first = { id: "shift#nights#ben", now: at("19:45:00"), until: at("19:49:00") };

/** What every NoticeBook must do. `fresh` gives one in which nobody was told anything. */
export const noticeBookContract = (name: string, fresh: () => Promise<NoticeBook>): void => {
  describe(`who was told what (${name})`, () => {
    test("one of many who ask at once tells it", async () => {
      const book = await fresh();
      const taken = await Promise.all(Array.from({ length: 10 }, () => book.take(first)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    test("what was told is told to nobody again, however much later", async () => {
      const book = await fresh();
      await book.take(first);
      await book.markTold(first.id, at("19:45:02"));
      expect(await book.take({ ...first, now: at("19:45:03") })).toBe(false);
      expect(await book.take({ ...first, now: at("23:00:00"), until: at("23:04:00") })).toBe(false);
    });

    test("what nobody told in time another may tell", async () => {
      const book = await fresh();
      await book.take(first);
      const later = { ...first, until: at("19:54:00") };
      expect(await book.take({ ...later, now: at("19:48:59") })).toBe(false);
      expect(await book.take({ ...later, now: at("19:49:00") })).toBe(true);
      expect(await book.take({ ...later, now: at("19:50:00") })).toBe(false);
    });

    test("each notice is its own", async () => {
      const book = await fresh();
      await book.take(first);
      await book.markTold(first.id, first.now);
      expect(await book.take({ ...first, id: "shift#nights#ada" })).toBe(true);
    });
  });
};
