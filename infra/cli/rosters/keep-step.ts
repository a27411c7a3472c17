/**
 * Keeps what somebody does about a roster: shows what is wrong with it first, asks where somebody can answer, and
 * refuses what is wrong where nobody can. What others change meanwhile is looked at again.
 */
import { changeRoster } from "../../../shared/use-cases/change-roster.ts";
import type { ChangeStep } from "../../../shared/domain/roster/change-step.ts";
import type { RosterChanges } from "../../../shared/domain/roster/roster-changes.ts";
import { UsageError, type Terminal } from "../command.ts";
import { changeWords, timesText } from "./change-words.ts";
import type { OpenRoster } from "./open-rosters.ts";

/** What is to be done, with what is wrong with it, in sentences; a string says why it cannot be done at all. */
export type Proposal = { readonly step: ChangeStep; readonly conflicts: readonly string[] };

type Keeping = {
  readonly place: OpenRoster;
  readonly propose: (changes: RosterChanges) => Proposal | string;
  /** Does not ask. */
  readonly yes: boolean;
};

/** Resolves to the exit code: 1 for what was not kept. */
export const keepStep = async ({ place, propose, yes }: Keeping, terminal: Terminal): Promise<number> => {
  const { name, store } = place;
  const approval = approves(place, yes, terminal);
  let refused: readonly string[] = [];
  const step = await changeRoster({
    store,
    roster: name,
    decide: async (changes) => {
      const proposal = propose(changes);
      if (typeof proposal === "string") throw new UsageError(proposal, { cause: "not there" });
      if (await approval(proposal)) return proposal.step;
      refused = proposal.conflicts;
      return null;
    },
  });
  tell(place, step, refused, terminal);
  return step === null ? 1 : 0;
};

/** Asks once for what is the same: whoever lost a race is asked again only where that made a difference. */
const approves = ({ name, roster: { time_zone } }: OpenRoster, yes: boolean, terminal: Terminal) => {
  const approved = new Set<string>();
  return async ({ step: { entry }, conflicts }: Proposal): Promise<boolean> => {
    const key = JSON.stringify(conflicts);
    if (approved.has(key)) return true;
    for (const conflict of conflicts) terminal.warn(`But ${conflict}.`);
    const what = `${changeWords(entry.change)} in ${name}, ${timesText(entry.change, time_zone)}`;
    const agreed = yes || (await agrees(`${questions[entry.did]} ${what}?`, conflicts, terminal));
    if (agreed) approved.add(key);
    return agreed;
  };
};

const questions = { made: "Keep this:", taken: "Keep this:", removed: "Take this back:" } as const;

const agrees = async (
  question: string,
  conflicts: readonly string[],
  { confirm }: Terminal,
): Promise<boolean> => (confirm === undefined ? conflicts.length === 0 : confirm(question));

const tell = (
  { name, roster: { time_zone } }: OpenRoster,
  step: ChangeStep | null,
  conflicts: readonly string[],
  { print, warn, isInteractive, confirm }: Terminal,
): void => {
  if (step === null) {
    if (!isInteractive) print(JSON.stringify({ roster: name, outcome: "refused", conflicts }));
    warn(confirm === undefined ? "Nothing was kept: --yes keeps it all the same." : "Nothing was kept.");
    return;
  }
  const { did, change } = step.entry;
  if (!isInteractive) return print(JSON.stringify({ roster: name, outcome: did, ...change }));
  const what = `${changeWords(change)} in ${name}, ${timesText(change, time_zone)}`;
  print(
    did === "removed"
      ? `taken back: ${what}`
      : `kept: ${what}. \`override remove ${name} ${change.id}\` takes it back`,
  );
};
