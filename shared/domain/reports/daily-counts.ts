/**
 * What a day's reply clocks came to, as counters that only ever grow or shrink by what a commit changed: a conversation
 * is counted as it stands, so what is heard twice, late or in another order ends in the same numbers. A clock belongs to
 * the day its customer wrote, by the wall of its team's hours, and to the team that has the conversation.
 */
import { openSecondsBetween } from "../calendar.ts";
import type { Calendar } from "../calendar/calendar-shape.ts";
import { dayAt, isoDateOf } from "../calendar/wall-time.ts";
import { drillChannel } from "../channels/drill-channel.ts";
import { isReplyClock, type Clock } from "../clocks/clock.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { bucketOf } from "./span-bucket.ts";

/**
 * `met` and `breached`: how many clocks ended so (a breached one that nobody has answered yet too). `b<n>` and `w<n>`:
 * how many answers took so long, in business time and on the customer's wall, by bucket.
 */
type Measure = "met" | "breached" | `b${number}` | `w${number}`;

export type CountChange = {
  readonly team: string;
  /** ISO date. */
  readonly day: string;
  readonly clock: "firstReply" | "nextReply";
  readonly measure: Measure;
  readonly by: number;
};

/** The hours a team works by. */
export type HoursOfTeam = (team: string) => Calendar;

/** How the counters change with a commit: nothing for a measure that stays as it was. */
export const countChanges = (
  before: Conversation | null,
  after: Conversation,
  hoursOf: HoursOfTeam,
): CountChange[] => {
  const changes = new Map<string, CountChange>();
  const add = (change: CountChange): void => {
    const { team, day, clock, measure } = change;
    const key = [team, day, clock, measure].join(" ");
    changes.set(key, { ...change, by: (changes.get(key)?.by ?? 0) + change.by });
  };
  for (const counted of before === null ? [] : countsOf(before, hoursOf))
    add({ ...counted, by: -counted.by });
  for (const counted of countsOf(after, hoursOf)) add(counted);
  return [...changes.values()].filter(({ by }) => by !== 0);
};

/** What a conversation adds to the counters as it stands: a drill nothing, as nobody waited. */
export const countsOf = ({ team, clocks, channelId }: Conversation, hoursOf: HoursOfTeam): CountChange[] =>
  (channelId === drillChannel ? [] : clocks).flatMap((clock) => {
    const measures = measuresOf(clock, hoursOf(team));
    const { name } = clock;
    if (measures.length === 0 || (name !== "firstReply" && name !== "nextReply")) return [];
    const { time_zone: zone } = hoursOf(team);
    const day = isoDateOf(dayAt(zone, Date.parse(clock.startedAt)));
    return measures.map((measure) => ({ team, day, clock: name, measure, by: 1 }));
  });

const measuresOf = (clock: Clock, hours: Calendar): Measure[] => {
  if (!isReplyClock(clock) || (clock.state !== "met" && clock.state !== "breached")) return [];
  const { state, startedAt, answeredAt } = clock;
  if (answeredAt === null) return [state];
  const [from, to] = [new Date(startedAt), new Date(answeredAt)];
  const wall = Math.max(0, (to.getTime() - from.getTime()) / 1000);
  return [state, `b${bucketOf(openSecondsBetween(hours, from, to))}`, `w${bucketOf(wall)}`];
};
