/**
 * Who is asked next, at one instant. A level outside its hours, or with nobody to ask, is skipped at once; past the last
 * one the ladder is climbed again, as often as it says; then management is asked. Whoever has just said no is not asked
 * again in the same breath, on no level of any round. Where all of a ladder has nobody, management is asked meanwhile,
 * and whoever finds nobody there either ends at the catch-all.
 */
import type { EscalationPolicy, Level, PageTo } from "./escalation-policy.ts";

/** Somebody to ask: over which destinations, in order, and why them. */
export type Target = {
  /** Null for a destination that is nobody's own. */
  readonly responder: string | null;
  readonly destinations: readonly string[];
  /** Like `on call in the roster nights`. */
  readonly because: string;
};

/** What is known of the moment a level fires. */
export type Moment = {
  readonly now: Date;
  /** Whom a level means now; none, where its roster has nobody on call. */
  readonly whoIs: (to: PageTo, now: Date) => readonly Target[];
  /** When a calendar opens next: now, while it is open; null for never. */
  readonly opensAt: (calendar: string, now: Date) => Date | null;
};

export type Rung = {
  readonly round: number;
  readonly level: number;
};

export type Skipped = Rung & { readonly why: string };

export type Climbed = { readonly skipped: readonly Skipped[] } & (
  | {
      readonly kind: "page";
      readonly at: Rung;
      readonly targets: readonly Target[];
      readonly waitSeconds: number;
    }
  | { readonly kind: "hold"; readonly at: Rung; readonly until: Date }
  | { readonly kind: "management"; readonly targets: readonly Target[] }
  | {
      readonly kind: "nobody";
      readonly at: Rung;
      /** Of management. */
      readonly targets: readonly Target[];
      readonly waitSeconds: number;
    }
);

/** From a rung on. `declined`: who has said no, and is not to be asked. */
export const climb = (ladder: EscalationPolicy, from: Rung, moment: Climbing): Climbed => {
  const skipped: Skipped[] = [];
  const management = (): Target[] =>
    willing(distinct(ladder.management.flatMap((to) => moment.whoIs(to, moment.now))), moment.declined);
  for (let { round, level } = from; round <= ladder.repeat + 1; round += 1, level = 0) {
    const isWhole = level === 0;
    for (; level < ladder.levels.length; level += 1) {
      const rung = ladder.levels[level];
      if (rung === undefined) break;
      const at = { round, level };
      const found = lookAt(rung, moment);
      if (typeof found === "string") skipped.push({ ...at, why: found });
      else if (found instanceof Date) return { kind: "hold", at, until: found, skipped };
      else return { kind: "page", at, targets: found, waitSeconds: rung.waitSeconds, skipped };
    }
    if (isWhole) {
      const at = { round, level: 0 };
      return { kind: "nobody", at, targets: management(), waitSeconds: lastWait(ladder), skipped };
    }
  }
  return { kind: "management", targets: management(), skipped };
};

type Climbing = Moment & { readonly declined: readonly string[] };

/** Whom a level asks; why nobody; or until when it is held. */
const lookAt = (
  { to, only }: Level,
  { now, whoIs, opensAt, declined }: Climbing,
): readonly Target[] | string | Date => {
  if (only !== undefined) {
    const opens = opensAt(only.calendar, now);
    if (opens?.getTime() !== now.getTime()) {
      if (only.outside === "hold" && opens !== null) return opens;
      return `outside the hours of ${only.calendar}`;
    }
  }
  const targets = distinct(to.flatMap((whom) => whoIs(whom, now)));
  if (targets.length === 0) return "nobody is on call";
  const left = willing(targets, declined);
  return left.length === 0 ? "everybody has declined" : left;
};

const willing = (targets: readonly Target[], declined: readonly string[]): Target[] =>
  targets.filter(({ responder }) => responder === null || !declined.includes(responder));

/** Nobody is asked twice by one page, however many rosters have them. */
const distinct = (targets: readonly Target[]): Target[] => {
  const keys = targets.map(({ responder, destinations }) => responder ?? `at ${destinations.join()}`);
  return targets.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
};

const lastWait = ({ levels }: EscalationPolicy): number => levels.at(-1)?.waitSeconds ?? 0;
