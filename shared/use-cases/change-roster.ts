import type { ChangeStep } from "../domain/roster/change-step.ts";
import type { RosterChanges } from "../domain/roster/roster-changes.ts";
import type { RosterChangesStore } from "../ports/roster-changes-store.ts";

const tries = 5;

type Changing = {
  readonly store: Pick<RosterChangesStore, "load" | "commit">;
  readonly roster: string;
  /** Told what is there now: again, whenever somebody else was first. Null leaves all as it is. */
  readonly decide: (changes: RosterChanges) => Promise<ChangeStep | null>;
};

/** Load, decide, commit: the step that was taken, or null. Rejects when others kept winning. */
export const changeRoster = async ({ store, roster, decide }: Changing): Promise<ChangeStep | null> => {
  for (let conflicts = 0; conflicts < tries; conflicts += 1) {
    const { version, changes } = await store.load(roster);
    const step = await decide(changes);
    if (step === null || (await store.commit(roster, step, version)) === "committed") return step;
  }
  throw new Error(`the roster ${roster} changed under ${tries} tries to commit`);
};
