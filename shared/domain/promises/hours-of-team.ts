import type { Calendar } from "../calendar/calendar-shape.ts";
import { alwaysOnCalendar, type PolicyBook } from "./sla-policy.ts";

/** The calendar a team works by; around the clock, where nobody says another. */
export const hoursOfTeam = (
  { calendars, hours }: Pick<PolicyBook, "calendars" | "hours">,
  team: string,
): Calendar => calendars[hours[team] ?? ""] ?? alwaysOnCalendar;
