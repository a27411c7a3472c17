import { describe, expect, test } from "vitest";
import { makeChange, removeChange } from "../../shared/domain/roster/change-step.ts";
import type { RosterChanges } from "../../shared/domain/roster/roster-changes.ts";
import type { RosterChangesStore } from "../../shared/ports/roster-changes-store.ts";
import { change, shift } from "../shared/domain/roster/layers.ts";

const night = { from: "2026-01-05T20:00:00Z", to: "2026-01-06T08:00:00Z" };
const override = (id: string) => change({ id, kind: "override", remove: "ada", add: "ben", ...night });
const everyKind: RosterChanges = [
  override("override"),
  change({ id: "joins", kind: "override", add: "cem", ...night }),
  change({ id: "swap", kind: "swap", responder: "ada", taken_by: null, ...night }),
  change({ id: "schedule", kind: "temporary", shifts: [shift("dora", night.from, night.to)], ...night }),
];
const making = (id: string, before: RosterChanges = []) => makeChange(before, override(id));

/** What every RosterChangesStore must do. `fresh` gives one that keeps nothing. */
export const rosterChangesContract = (name: string, fresh: () => Promise<RosterChangesStore>): void => {
  describe(`what is kept of changes to rosters (${name})`, () => {
    test("is nothing at first", async () => {
      const store = await fresh();
      expect(await store.load("nights")).toEqual({ version: 0, changes: [] });
      expect(await store.entries("nights", 10)).toEqual([]);
    });

    test("comes back as it was committed, each roster its own", async () => {
      const store = await fresh();
      const step = { ...making("override"), changes: everyKind };
      expect(await store.commit("nights", step, 0)).toBe("committed");
      expect(await store.load("nights")).toEqual({ version: 1, changes: everyKind });
      expect(await store.load("days")).toEqual({ version: 0, changes: [] });
    });

    test("takes the version that was loaded, and no other", async () => {
      const store = await fresh();
      expect(await store.commit("nights", making("early"), 1)).toBe("conflict");
      expect(await store.commit("nights", making("first"), 0)).toBe("committed");
      expect(await store.commit("nights", making("late"), 0)).toBe("conflict");
      expect(await store.commit("nights", making("second"), 1)).toBe("committed");
      expect(await store.load("nights")).toEqual({ version: 2, changes: [override("second")] });
    });

    test("tells who did what, the latest first, also of what was taken back", async () => {
      const store = await fresh();
      const at = new Date("2026-01-05T10:00:00Z");
      const taken = removeChange(making("one").changes, "one", { by: "eve", at });
      await store.commit("nights", making("one"), 0);
      await store.commit("nights", taken ?? making("not there"), 1);
      await store.commit("days", making("another"), 0);
      expect(await store.load("nights")).toEqual({ version: 2, changes: [] });
      expect(await store.entries("nights", 10)).toEqual([
        { did: "removed", by: "eve", at: "2026-01-05T10:00:00.000Z", change: override("one") },
        { did: "made", by: "ada", at: "2025-12-31T12:00:00Z", change: override("one") },
      ]);
      expect(await store.entries("nights", 1)).toMatchObject([{ did: "removed" }]);
    });

    test("keeps no entry of what lost the race", async () => {
      const store = await fresh();
      const ids = Array.from({ length: 10 }, (_, index) => `by-${index}`);
      const results = await Promise.all(ids.map((id) => store.commit("nights", making(id), 0)));
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
      const { changes } = await store.load("nights");
      expect((await store.entries("nights", 10)).map(({ change: { id } }) => id)).toEqual(
        changes.map(({ id }) => id),
      );
    });
  });
};
