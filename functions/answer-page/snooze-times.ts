/** Until when somebody may put a page off: not so short that it would be past on arrival, not beyond a day. */
import { dayAt, instantOf } from "../../shared/domain/calendar/wall-time.ts";
import { instantOfLocal, wallTime, type Moment } from "./html/spoken-time.ts";

const minuteMs = 60_000;
const longestMs = 24 * 60 * minuteMs;

export type Preset = { readonly label: string; readonly until: Date };

export const soonestSnooze = ({ now }: Moment): Date => wholeMinute(now.getTime() + minuteMs);
export const latestSnooze = ({ now }: Moment): Date => new Date(now.getTime() + longestMs);

const spans = [
  { label: "15 min", minutes: 15 },
  { label: "30 min", minutes: 30 },
  { label: "1 hour", minutes: 60 },
];

/** Times and not spans: what the button said is what happens, however long the page lay there before it was pressed. */
export const snoozePresets = (moment: Moment): readonly Preset[] =>
  [
    ...spans.map(({ label, minutes }) => ({
      label,
      until: wholeMinute(moment.now.getTime() + minutes * minuteMs),
    })),
    { label: "Morning", until: nextMorning(moment) },
  ].filter(({ until }) => until <= latestSnooze(moment));

/** Eight o'clock on the reader's wall, the next there is. */
export const nextMorning = ({ now, timeZone }: Moment): Date => {
  const today = dayAt(timeZone, now.getTime());
  const eight = [today, today + 1].map((day) => new Date(instantOf(timeZone, day, "08:00")));
  return eight.find((at) => at > now) ?? now;
};

type Wanted =
  | { readonly kind: "until"; readonly until: Date }
  | { readonly kind: "problem"; readonly says: string };

/** A preset's instant, or what somebody wrote into the date field on their own wall. */
export const readSnooze = (
  form: { readonly until?: string; readonly at?: string },
  moment: Moment,
): Wanted => {
  const until = form.at === undefined ? instantOfIso(form.until) : instantOfLocal(form.at, moment.timeZone);
  if (until === null) return problem("Pick a time, like 08:00 tomorrow.");
  if (until <= moment.now)
    return problem(`${wallTime(until, moment)} is past: it is ${wallTime(moment.now, moment)} now.`);
  if (until > latestSnooze(moment))
    return problem(`That is too long: pick a time before ${wallTime(latestSnooze(moment), moment)}.`);
  return { kind: "until", until };
};

const problem = (says: string): Wanted => ({ kind: "problem", says });

const instantOfIso = (text = ""): Date | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(text) && !Number.isNaN(Date.parse(text))
    ? new Date(text)
    : null;

const wholeMinute = (at: number): Date => new Date(Math.ceil(at / minuteMs) * minuteMs);
