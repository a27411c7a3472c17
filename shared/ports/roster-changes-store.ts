import type { RosterChanges } from "../domain/roster/roster-changes.ts";

/** What people changed of a roster while it runs. Reads see every commit that came before them. */
export type RosterChangesStore = {
  readonly load: (roster: string) => Promise<KeptChanges>;
  /** Puts these in the place of the version that was loaded; `conflict` means that somebody else was first. */
  readonly commit: (
    roster: string,
    changes: RosterChanges,
    loaded: number,
  ) => Promise<"committed" | "conflict">;
};

type KeptChanges = {
  /** Grows by one with every commit; 0 for a roster of which nothing was changed. */
  readonly version: number;
  readonly changes: RosterChanges;
};
