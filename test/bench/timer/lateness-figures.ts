import type { Seeded } from "../../builders/seed-deadlines.ts";
import type { Figure } from "../figure.ts";
import { machineState } from "../machine-state.ts";
import { quantile } from "../quantiles.ts";
import type { BreachLog, Commit } from "./breach-log.ts";

type Rung = Seeded & { readonly commits: readonly Commit[] };

export const rungOf = (deadlines: readonly Seeded[], breaches: BreachLog): Rung[] =>
  deadlines.map((deadline) => ({ ...deadline, commits: breaches.commitsOf(deadline.conversationId) }));

/** How late they rang. */
export const lateness = (rung: readonly Rung[]): string => {
  const late = rung.flatMap(({ commits, dueAt }) =>
    commits.map(({ committedAt }) => committedAt - Date.parse(dueAt)),
  );
  const [half, most, last] = [0.5, 0.99, 1].map((share) => inTime(quantile(late, share)));
  return `p50 ${half}, p99 ${most}, last ${last}`;
};

/** How long after the sweeper's return the last of those it had missed rang. */
export const afterReturn = (rung: readonly Rung[], returnedAt: number): string => {
  const since = rung.flatMap(({ commits }) => commits.map(({ committedAt }) => committedAt - returnedAt));
  return `all ${inTime(Math.max(...since))} after its return`;
};

/** The promises behind all of it: whoever looks at the lateness alone does not see what is missing. */
export const promisesKept = (rung: readonly Rung[]): Figure => {
  const early = rung.filter(({ commits, dueAt }) =>
    commits.some(({ askedAt }) => askedAt <= Date.parse(dueAt)),
  );
  const missed = rung.filter(({ commits }) => commits.length === 0);
  const twice = rung.filter(({ commits }) => commits.length > 1);
  const untrue = rung.filter(({ commits, dueAt }) => commits.some((commit) => commit.dueAt !== dueAt));
  return {
    what: `of all ${rung.length}: early, missed, rung twice, rung as due at another time`,
    value: [early, missed, twice, untrue].map(({ length }) => length).join(", "),
    aim: "0, 0, 0, 0",
    machine: machineState(),
  };
};

const inTime = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
