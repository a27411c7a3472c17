import type { NoticeBook } from "../../shared/ports/notice-book.ts";

/** Who was told what, in memory, under the same conditions as in the table. */
export const memoryNoticeBook = (): NoticeBook => {
  const notices = new Map<string, Date | "told">();
  return {
    take: async ({ id, now, until }) => {
      const before = notices.get(id);
      if (before === "told" || (before !== undefined && before > now)) return false;
      notices.set(id, until);
      return true;
    },
    markTold: async (id) => void notices.set(id, "told"),
  };
};
