import { expect, test } from "vitest";
import { changeRoster } from "../../../shared/use-cases/change-roster.ts";
import { makeChange } from "../../../shared/domain/roster/change-step.ts";
import { memoryRosterChanges } from "../../doubles/memory-roster-changes.ts";
import { change } from "../domain/roster/layers.ts";

const night = { from: "2026-01-05T20:00:00Z", to: "2026-01-06T08:00:00Z" };
const override = (id: string) => change({ id, kind: "override", add: "ben", ...night });

test("whoever was second decides anew, with what the first one made", async () => {
  const store = memoryRosterChanges();
  const seen: number[] = [];
  await changeRoster({
    store,
    roster: "nights",
    decide: async (changes) => {
      seen.push(changes.length);
      if (changes.length === 0) await store.commit("nights", makeChange(changes, override("first")), 0);
      return makeChange(changes, override("second"));
    },
  });
  expect(seen).toEqual([0, 1]);
  expect((await store.load("nights")).changes.map(({ id }) => id)).toEqual(["first", "second"]);
});

test("whoever decides for nothing leaves all as it is", async () => {
  const store = memoryRosterChanges();
  expect(await changeRoster({ store, roster: "nights", decide: async () => null })).toBeNull();
  expect(await store.load("nights")).toEqual({ version: 0, changes: [] });
});

test("it gives up when others keep winning", async () => {
  const store = { ...memoryRosterChanges(), commit: async () => "conflict" as const };
  const asked = changeRoster({ store, roster: "nights", decide: async () => makeChange([], override("o")) });
  await expect(asked).rejects.toThrow("the roster nights changed under 5 tries to commit");
});
