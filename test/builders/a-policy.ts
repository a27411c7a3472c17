import type { Calendar } from "../../shared/domain/calendar/calendar-shape.ts";
import type { AppliedPolicy, TargetInHours } from "../../shared/domain/promises/sla-policy.ts";
import { alwaysOn, alwaysOnCalendar } from "../../shared/domain/promises/sla-policy.ts";

/** Monday to Friday, nine to five, in Berlin. */
export const office: Calendar = {
  time_zone: "Europe/Berlin",
  weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]])),
};

/** The calendars a test's policies name. */
export const hours = { [alwaysOn]: alwaysOnCalendar, office };

export const aTarget = (seconds: number, changes: Partial<TargetInHours> = {}): TargetInHours => ({
  seconds,
  calendar: alwaysOnCalendar,
  hours: alwaysOn,
  ...changes,
});

/** A policy with these targets, that holds for everything. */
export const aPolicyOf = (
  targets: AppliedPolicy["targets"],
  changes: Partial<AppliedPolicy> = {},
): AppliedPolicy => ({
  ref: "everybody@1",
  because: ["no other policy holds"],
  targets,
  windowSeconds: null,
  ...changes,
});
