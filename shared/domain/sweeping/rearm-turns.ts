/**
 * A deadline that should have rung and has not is handed over again: one minute late, then 2, 4, 8, 16 and 32, and from
 * the first hour on every hour. So what was lost is found soon, and what cannot be rung at all costs next to nothing.
 * When its turn comes follows from how late it is, so nobody has to remember how often it had one.
 */
const minuteMs = 60_000;
const hourMinutes = 60;
const turnsInFirstHour = 6;

/** Whether a turn of this deadline came behind `since` and no later than `until`. */
export const isRearmedBetween = (dueAt: Date, since: Date, until: Date): boolean =>
  turnsBy(until, dueAt) > turnsBy(since, dueAt);

const turnsBy = (now: Date, dueAt: Date): number => {
  const minutesLate = Math.floor((now.getTime() - dueAt.getTime()) / minuteMs);
  if (minutesLate < 1) return 0;
  if (minutesLate < hourMinutes) return Math.floor(Math.log2(minutesLate)) + 1;
  return turnsInFirstHour + Math.floor(minutesLate / hourMinutes);
};
