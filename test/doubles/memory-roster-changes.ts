import type { RosterChangesStore } from "../../shared/ports/roster-changes-store.ts";

export const memoryRosterChanges = (): RosterChangesStore => {
  const kept = new Map<string, Awaited<ReturnType<RosterChangesStore["load"]>>>();
  return {
    load: async (roster) => structuredClone(kept.get(roster) ?? { version: 0, changes: [] }),
    commit: async (roster, changes, loaded) => {
      if ((kept.get(roster)?.version ?? 0) !== loaded) return "conflict";
      kept.set(roster, { version: loaded + 1, changes: structuredClone(changes) });
      return "committed";
    },
  };
};
