import { feedProblems, rosterProblems, type RosterProblem } from "../../shared/config/roster-problems.ts";
import { dayAt, isoDateOf, wallTimeOf } from "../../shared/domain/calendar/wall-time.ts";
import type { AboutRoster } from "../../shared/domain/pages/about-roster.ts";
import { pageWords } from "../../shared/domain/pages/page-words.ts";
import type { KeptFeeds } from "../../shared/domain/roster/fed-roster.ts";
import type { RosterChanges } from "../../shared/domain/roster/roster-changes.ts";
import type { Ports } from "./ports.ts";
import { sendToAll } from "./send-notice.ts";
import { tellOnce } from "./tell-once.ts";

const dayMs = 86_400_000;
/** How far ahead gaps are told: time enough to find somebody. */
const fortnightMs = 14 * dayMs;
/** And the ends of rosters: time enough to write the next one. */
const monthMs = 31 * dayMs;
/** More in a day is one trouble, and not so many: `coverage` shows all of it. */
const mostProblems = 20;

type Look = {
  readonly changes: ReadonlyMap<string, RosterChanges>;
  readonly feeds: KeptFeeds;
  readonly now: Date;
};

/** Once a day, from a time on the wall on, the catch-all hears what is wrong: a page for each problem. */
export const lookAhead = async (ports: Ports, { now, ...look }: Look): Promise<void> => {
  const { catchAll, notices } = ports.config;
  const at = now.getTime();
  if (catchAll.length === 0 || wallTimeOf(notices.zone, at) < notices.dailyAt) return;
  const day = isoDateOf(dayAt(notices.zone, at));
  await tellOnce(ports, { id: `rosters#${day}`, now }, async () => {
    const problems = problemsAhead(ports, { ...look, now });
    ports.telemetry.count("RosterProblems", problems.length);
    const told: boolean[] = [];
    for (const problem of problems.slice(0, mostProblems)) {
      const id = idOf(problem, now);
      told.push(await tellOnce(ports, { id: `${day}#${id}`, now }, () => send(ports, { id, problem, now })));
    }
    return !told.includes(false);
  });
};

/** A gap that has begun is found where it began, so that it is the same one tomorrow. */
const problemsAhead = ({ config }: Ports, { changes, feeds, now }: Look): RosterProblem[] => {
  const window = { from: startOfLook(now), to: new Date(now.getTime() + fortnightMs), now };
  return [...rosterProblems(config, window, changes), ...feedProblems(feeds, now)].filter((problem) => {
    switch (problem.kind) {
      case "gap":
        return !problem.isMeant && problem.to > now;
      case "left":
      case "stale":
      case "unread":
        return true;
      case "ends":
        return problem.at.getTime() <= now.getTime() + monthMs;
    }
  });
};

const startOfLook = (now: Date): Date => new Date(now.getTime() - fortnightMs);

/** The same for the same problem, day after day. */
const idOf = (problem: RosterProblem, now: Date): string => {
  switch (problem.kind) {
    case "gap": {
      const isOld = problem.from.getTime() === startOfLook(now).getTime();
      return `roster#gap#${problem.team}#${isOld ? "long since" : problem.from.toISOString()}`;
    }
    case "left":
      return `roster#left#${problem.roster}#${problem.responder}`;
    case "ends":
      return `roster#ends#${problem.roster}#${problem.at.toISOString()}`;
    case "stale":
      return `roster#stale#${problem.feed}#${problem.since.toISOString()}`;
    case "unread":
      return `roster#unread#${problem.feed}`;
  }
};

type Telling = { readonly id: string; readonly problem: RosterProblem; readonly now: Date };

const send = (ports: Ports, { id, problem, now }: Telling): Promise<boolean> => {
  const { catchAll, notices } = ports.config;
  const about: AboutRoster = {
    kind: "roster",
    problem: factsOf(problem),
    responder: null,
    because: "the catch-all hears once a day what is wrong with who is on call",
  };
  const reader = { zone: notices.zone, now, pageUrl: null };
  return sendToAll(ports, {
    page: { id, action: "trigger", ...pageWords(about, reader), about },
    destinations: catchAll,
    now,
  });
};

const factsOf = (problem: RosterProblem): AboutRoster["problem"] => {
  switch (problem.kind) {
    case "gap": {
      const { kind, team, from, to } = problem;
      return { kind, team, from: from.toISOString(), to: to.toISOString() };
    }
    case "left":
      return { kind: "left", roster: problem.roster, who: problem.responder };
    case "ends":
      return { kind: "ends", roster: problem.roster, at: problem.at.toISOString() };
    case "stale":
      return { kind: "stale", feed: problem.feed, since: problem.since.toISOString() };
    case "unread":
      return { kind: "unread", feed: problem.feed, events: problem.events };
  }
};
