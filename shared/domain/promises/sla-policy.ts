/**
 * Which promise a mention falls under, and by when it has to be kept. The first policy that holds decides; the default
 * takes the rest. A policy is known by its name and its version, which follows from its content alone: what is judged
 * by a version keeps to it, whatever the policy says by now.
 */
import type { Category } from "../judging/classification.ts";
import { dueAt, type Pause } from "../calendar.ts";
import type { Calendar } from "../calendar/calendar-shape.ts";
import { opaque } from "../opaque.ts";
import type { Platform } from "../platform.ts";
import { windowSecondsOf } from "../clocks/reply-window.ts";
import {
  clockNames,
  type ClockName,
  type SlaPolicy,
  type Status,
  type Target,
  type Warning,
  type When,
} from "./policy-shape.ts";

/** What a policy can ask of a mention; null where nobody knows. */
export type PolicyFacts = {
  readonly category: Category | null;
  readonly urgent: boolean | null;
  readonly priority: number | null;
  readonly team: string | null;
  readonly channel: string | null;
  readonly platform: Platform | null;
  readonly public: boolean | null;
  readonly brand: string | null;
  readonly language: string | null;
  readonly authorTier: string | null;
};

/** The policies of a deployment, in order, with everything they name. */
export type PolicyBook = {
  readonly policies: readonly SlaPolicy[];
  readonly calendars: Readonly<Record<string, Calendar>>;
  /** The calendar each team works by, by name; a team that is not here works around the clock. */
  readonly hours: Readonly<Record<string, string>>;
};

/** A target whose hours are known. */
export type TargetInHours = {
  readonly seconds: number;
  readonly calendar: Calendar;
  readonly hours: string;
  readonly warnings?: readonly Warning[] | undefined;
};

export type AppliedPolicy = {
  /** `name@version`. */
  readonly ref: string;
  /** What of the mention it holds for, in words. */
  readonly because: readonly string[];
  readonly targets: Readonly<Partial<Record<ClockName, TargetInHours>>>;
  /** A resolution stands still while the conversation is in one of these. */
  readonly pauseWhile?: readonly Status[] | undefined;
  /** Within so many seconds of its writing, in no calendar but the platform's; null where that sets no time. */
  readonly windowSeconds: number | null;
};

/** The calendar that every pipeline has. */
export const alwaysOn = "always-on";
export const alwaysOnCalendar: Calendar = { time_zone: "UTC", always_on: true };

/** The first policy that holds, and the words it holds for. One is always the default. */
export const policyFor = (
  facts: PolicyFacts,
  policies: readonly SlaPolicy[],
): { readonly policy: SlaPolicy; readonly because: readonly string[] } => {
  for (const policy of policies) {
    const because = policy.when === "default" ? ["no other policy holds"] : wordsFor(policy.when, facts);
    if (because !== null) return { policy, because };
  }
  throw new Error("no policy is the default");
};

/** The policy a mention falls under, with its targets in the hours of the team that has it. */
export const applyPolicy = (facts: PolicyFacts, book: PolicyBook): AppliedPolicy => {
  const { policy, because } = policyFor(facts, book.policies);
  const targets = clockNames.flatMap((name) => {
    const target = policy.targets[name];
    return target === undefined ? [] : [[name, inHours(target, facts.team, book)] as const];
  });
  return {
    ref: policyRef(policy),
    because,
    targets: Object.fromEntries(targets),
    pauseWhile: policy.pauseWhile,
    windowSeconds: windowSecondsOf(facts),
  };
};

const inHours = (
  { seconds, calendar: named, warnings }: Target,
  team: string | null,
  { calendars, hours }: PolicyBook,
): TargetInHours => {
  const own = team !== null && Object.hasOwn(hours, team) ? hours[team] : undefined;
  const name = named ?? own ?? alwaysOn;
  const calendar = name === alwaysOn ? alwaysOnCalendar : calendars[name];
  if (calendar === undefined) throw new Error(`no calendar is called ${name}`);
  return { seconds, calendar, hours: name, warnings };
};

/** `name@version` of a policy. */
export const policyRef = (policy: SlaPolicy): string => contentRef(policy.name, policy);

/** A name, and the version of what it stands for: the same whatever the order its fields were written in. */
export const contentRef = (name: string, content: object): string =>
  `${name}@${opaque(JSON.stringify(content, sortedFields)).slice(-8)}`;

const sortedFields = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** When a target that counts from an instant is due; null under a pause that goes on. */
export const dueOf = (
  { seconds, calendar }: Pick<TargetInHours, "seconds" | "calendar">,
  from: Date,
  pauses: readonly Pause[] = [],
): Date | null => dueAt(calendar, from, seconds, pauses);

/** After how many of a target's seconds to warn that it runs out, the earliest first. */
export const warningSecondsOf = ({
  seconds,
  warnings = [],
}: Pick<TargetInHours, "seconds" | "warnings">): number[] =>
  warnings
    .map((warning) => ("share" in warning ? seconds * warning.share : seconds - warning.secondsBefore))
    .toSorted((one, other) => one - other);

/** When to warn that a target runs out, the earliest first. */
export const warningsOf = (target: TargetInHours, from: Date, pauses: readonly Pause[] = []): Date[] =>
  warningSecondsOf(target).flatMap((seconds) => dueAt(target.calendar, from, seconds, pauses) ?? []);

/** The pauses that follow from the statuses a conversation went through, given in order. */
export const pausesBy = (
  { pauseWhile = [] }: Pick<SlaPolicy, "pauseWhile">,
  statuses: readonly { readonly status: Status; readonly since: Date }[],
): Pause[] =>
  statuses.flatMap(({ status, since }, index) =>
    pauseWhile.includes(status) ? [{ from: since, to: statuses[index + 1]?.since ?? null }] : [],
  );

type Answer = { readonly holds: boolean; readonly word?: string };

/** In the order people read them. */
const conditions: readonly ((when: When, facts: PolicyFacts) => Answer)[] = [
  ({ urgent }, facts) => is(urgent, facts.urgent, { yes: "urgent", no: "not urgent" }),
  ({ categories }, { category }) => among(categories, category),
  ({ teams }, { team }) => among(teams, team, "team "),
  ({ priorityFrom }, { priority }) => {
    if (priorityFrom === undefined) return { holds: true };
    return { holds: priority !== null && priority >= priorityFrom, word: `priority ${priority}` };
  },
  ({ channels }, { channel }) => among(channels, channel, "channel "),
  ({ platforms }, { platform }) => among(platforms, platform, "on "),
  (when, facts) => is(when.public, facts.public, { yes: "public", no: "private" }),
  ({ brands }, { brand }) => among(brands, brand, "brand "),
  ({ languages }, { language }) => among(languages, language, "in "),
  ({ authorTiers }, { authorTier }) => among(authorTiers, authorTier, "author "),
];

const wordsFor = (when: When, facts: PolicyFacts): string[] | null => {
  const answers = conditions.map((condition) => condition(when, facts));
  return answers.every(({ holds }) => holds) ? answers.flatMap(({ word }) => word ?? []) : null;
};

const among = <T extends string>(
  wanted: readonly T[] | undefined,
  known: T | null,
  before: string = "",
): Answer => {
  if (wanted === undefined) return { holds: true };
  return { holds: known !== null && wanted.includes(known), word: `${before}${known}` };
};

const is = (
  wanted: boolean | undefined,
  known: boolean | null,
  words: { readonly yes: string; readonly no: string },
): Answer => {
  if (wanted === undefined) return { holds: true };
  return { holds: wanted === known, word: wanted ? words.yes : words.no };
};
