import { describe, expect, test } from "vitest";
import { ConversationId } from "../../shared/domain/ids.ts";
import type { PageGroups } from "../../shared/ports/page-groups.ts";

const now = new Date("2026-11-21T03:00:00Z");
const group = "outage brand:1";
const conversation = (number: number): ConversationId => ConversationId.parse(`x:${number}:77`);
const [first, second, third] = [conversation(1), conversation(2), conversation(3)];

/** What the groups of every store do. */
export const pageGroupsContract = (name: string, fresh: () => Promise<PageGroups>): void => {
  describe(`page groups (${name})`, () => {
    test("have the first that joins speak for all, and count each once", async () => {
      const groups = await fresh();
      expect(await groups.join({ group, conversationId: first, now })).toEqual({ speaker: first, count: 1 });
      expect(await groups.join({ group, conversationId: second, now })).toEqual({ speaker: first, count: 2 });
      expect(await groups.join({ group, conversationId: second, now })).toEqual({ speaker: first, count: 2 });
    });

    test("have one speaker, however many join at once", async () => {
      const groups = await fresh();
      const members = Array.from({ length: 12 }, (_, index) => conversation(index));
      const joined = await Promise.all(
        members.map((conversationId) => groups.join({ group, conversationId, now })),
      );
      expect(new Set(joined.map(({ speaker }) => speaker)).size).toBe(1);
      expect(Math.max(...joined.map(({ count }) => count))).toBe(12);
    });

    test("are taken over once, by whoever is first", async () => {
      const groups = await fresh();
      await groups.join({ group, conversationId: first, now });
      const takers = [second, third].map((to) => groups.takeOver({ group, from: first, to }));
      expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
      expect(await groups.takeOver({ group, from: first, to: first })).toBe(false);
    });

    test("are apart from each other", async () => {
      const groups = await fresh();
      await groups.join({ group, conversationId: first, now });
      expect(await groups.join({ group: "late service", conversationId: second, now })).toEqual({
        speaker: second,
        count: 1,
      });
    });
  });
};
