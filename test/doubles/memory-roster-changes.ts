import type { ChangeEntry } from "../../shared/domain/roster/change-step.ts";
import type { KeptChanges, RosterChangesStore } from "../../shared/ports/roster-changes-store.ts";

const nothingChanged: KeptChanges = { version: 0, changes: [] };

/** What was changed of rosters, in memory, under the same conditions as in the table. */
export const memoryRosterChanges = (): RosterChangesStore => {
  const rosters = new Map<string, KeptChanges>();
  const entries = new Map<string, ChangeEntry[]>();
  return {
    load: async (roster) => structuredClone(rosters.get(roster) ?? nothingChanged),
    commit: async (roster, { changes, entry }, loaded) => {
      if ((rosters.get(roster) ?? nothingChanged).version !== loaded) return "conflict";
      rosters.set(roster, structuredClone({ version: loaded + 1, changes }));
      entries.set(roster, [structuredClone(entry), ...(entries.get(roster) ?? [])]);
      return "committed";
    },
    entries: async (roster, limit) => structuredClone((entries.get(roster) ?? []).slice(0, limit)),
  };
};
