import { describe, expect, test } from "vitest";
import { ConversationId } from "../../shared/domain/ids.ts";
import type { PageGroups } from "../../shared/ports/page-groups.ts";

const now = new Date("2026-11-21T03:00:00Z");
const group = "outage brand:1";
const conversation = (number: number): ConversationId => ConversationId.parse(`x:${number}:77`);
const [first, second, third] = [conversation(1), conversation(2), conversation(3)];

const joins = (groups: PageGroups, conversationId: ConversationId, to = group) =>
  groups.join({ group: to, conversationId, now });

/** What the groups of every store do. */
export const pageGroupsContract = (name: string, fresh: () => Promise<PageGroups>): void => {
  describe(`page groups (${name})`, () => {
    test("have the first that joins speak for all, and count each once", async () => {
      const groups = await fresh();
      const one = { speaker: first, waiting: 1, settled: 0 };
      expect(await joins(groups, first)).toEqual(one);
      expect(await joins(groups, second)).toEqual({ ...one, waiting: 2 });
      expect(await joins(groups, second)).toEqual({ ...one, waiting: 2 });
      expect(await groups.look(group)).toEqual({ ...one, waiting: 2 });
    });

    test("count whoever leaves once, as one who waits no more, until they come back", async () => {
      const groups = await fresh();
      const left = { speaker: first, waiting: 1, settled: 1 };
      for (const member of [first, second]) await joins(groups, member);
      expect(await groups.leave({ group, conversationId: second })).toEqual(left);
      expect(await groups.leave({ group, conversationId: second })).toEqual(left);
      expect(await groups.leave({ group, conversationId: third })).toEqual(left);
      expect(await joins(groups, second)).toEqual({ speaker: first, waiting: 2, settled: 0 });
    });

    test("are remembered after the last has left, and not before the first has joined", async () => {
      const groups = await fresh();
      expect(await groups.look(group)).toBeNull();
      expect(await groups.leave({ group, conversationId: first })).toBeNull();
      await joins(groups, first);
      const nobody = { speaker: first, waiting: 0, settled: 1 };
      expect(await groups.leave({ group, conversationId: first })).toEqual(nobody);
      expect(await joins(groups, second)).toEqual({ speaker: first, waiting: 1, settled: 1 });
    });

    test("have one speaker, however many join at once", async () => {
      const groups = await fresh();
      const members = Array.from({ length: 12 }, (_, index) => conversation(index));
      const joined = await Promise.all(members.map((member) => joins(groups, member)));
      expect(new Set(joined.map(({ speaker }) => speaker)).size).toBe(1);
      expect(Math.max(...joined.map(({ waiting }) => waiting))).toBe(12);
    });

    test("lose nobody who leaves while others do", async () => {
      const groups = await fresh();
      const members = Array.from({ length: 12 }, (_, index) => conversation(index));
      for (const member of members) await joins(groups, member);
      await Promise.all(members.slice(2).map((conversationId) => groups.leave({ group, conversationId })));
      expect(await groups.look(group)).toMatchObject({ waiting: 2, settled: 10 });
    });

    test("are taken over once, by whoever is first", async () => {
      const groups = await fresh();
      await joins(groups, first);
      const takers = [second, third].map((to) => groups.takeOver({ group, from: first, to }));
      expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
      expect(await groups.takeOver({ group, from: first, to: first })).toBe(false);
    });

    test("are apart from each other", async () => {
      const groups = await fresh();
      await joins(groups, first);
      const apart = { speaker: second, waiting: 1, settled: 0 };
      expect(await joins(groups, second, "late service")).toEqual(apart);
    });
  });
};
