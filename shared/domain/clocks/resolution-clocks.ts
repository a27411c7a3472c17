/** How long it takes until a conversation is closed, where a policy promises that. It stands still where that says so. */
import { dueAt, openSecondsBetween, type Pause } from "../calendar.ts";
import type { Calendar } from "../calendar/calendar-shape.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import type { Clock } from "./clock.ts";
import { atEndOf, episodesOf, promisesIn, type Episode } from "./episodes.ts";
import type { MentionCare } from "./mention-care.ts";
import { pausesOf } from "./pauses-of.ts";

/** Calendars by name, as a configuration has them. */
export type Hours = Readonly<Record<string, Calendar>>;

type Heard = Pick<Conversation, "mentions" | "replies" | "closings" | "clocks">;
type Resolution = NonNullable<MentionCare["resolution"]>;

export const resolutionClocks = (heard: Heard, hours: Hours): Clock[] =>
  episodesOf(heard).flatMap((episode) => {
    const promises = promisesIn(episode, ({ resolution }) => resolution);
    const [first] = promises;
    if (first === undefined) return [];
    const shortest = promises.reduce(
      (one, other) => (other.promise.seconds < one.promise.seconds ? other : one),
      first,
    );
    return [resolutionClock(episode, shortest, { heard, hours })];
  });

type Told = { readonly heard: Heard; readonly hours: Hours };
type Promised = { readonly mention: HeardMention; readonly promise: Resolution };

const resolutionClock = (
  episode: Episode,
  { mention: { policy }, promise }: Promised,
  { heard, hours }: Told,
): Clock => {
  const { seconds, pauseWhile = [], warnAfterSeconds = [] } = promise;
  const pauses = pausesOf(episode, heard, pauseWhile);
  const budget = budgetOf(calendarOf(promise, hours), episode, pauses);
  const beginning = {
    name: "resolution" as const,
    startedAt: episode.startedAt,
    ...(policy !== undefined && { policy }),
    ...(pauses.length > 0 && { pauses }),
  };
  const due = budget.usedUpAt(seconds);
  if (due === undefined)
    return { ...beginning, state: "paused", leftSeconds: seconds - budget.usedSeconds() };
  const warnAt = warnAfterSeconds.flatMap((after) => budget.usedUpAt(after) ?? []);
  return atEndOf(
    episode,
    { ...beginning, state: "running", dueAt: due, ...(warnAt.length > 0 && { warnAt }) },
    { happenedAt: episode.closedAt, known: heard.clocks },
  );
};

const calendarOf = ({ hours: name }: Resolution, hours: Hours): Calendar => {
  const calendar = hours[name];
  if (calendar === undefined) throw new Error(`no calendar is called ${name}`);
  return calendar;
};

const budgetOf = (
  calendar: Calendar,
  { startedAt }: Episode,
  paused: readonly { readonly from: string; readonly to: string | null }[],
) => {
  const start = new Date(startedAt);
  const pauses: Pause[] = paused.map(({ from, to }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
  }));
  return {
    /** When so many seconds are used up; undefined under a pause that goes on. */
    usedUpAt: (seconds: number) => dueAt(calendar, start, seconds, pauses)?.toISOString(),
    /** How many seconds were, as the last pause began. */
    usedSeconds: () => openSecondsBetween(calendar, start, pauses.at(-1)?.from ?? start, pauses),
  };
};
