import type { ChangeEntry, ChangeStep } from "../domain/roster/change-step.ts";
import type { RosterChanges } from "../domain/roster/roster-changes.ts";

/** What people changed of a roster while it runs. Reads see every commit that came before them. */
export type RosterChangesStore = {
  readonly load: (roster: string) => Promise<KeptChanges>;
  /** Puts its changes in the place of the version that was loaded; `conflict` means that somebody else was first. */
  readonly commit: (roster: string, step: ChangeStep, loaded: number) => Promise<"committed" | "conflict">;
  /** What was done, the latest first: at most so much of it. */
  readonly entries: (roster: string, limit: number) => Promise<readonly ChangeEntry[]>;
};

export type KeptChanges = {
  /** Grows by one with every commit; 0 for a roster of which nothing was changed. */
  readonly version: number;
  readonly changes: RosterChanges;
};
