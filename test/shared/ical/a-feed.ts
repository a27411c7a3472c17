/** Feeds as somebody might publish them, and what is read from them, in short. */
import { readFeed } from "../../../shared/ical/read-feed.ts";

export const staff = [
  { id: "alice", email: "alice@example.com", name: "Alice Liddell" },
  { id: "bob", email: "bob@example.com", name: "Bob" },
  { id: "carol", name: "Doe, Carol" },
];

export const aFeed = (...parts: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Rota//EN", ...parts, "END:VCALENDAR", ""].join(
    "\r\n",
  );

export const anEvent = (...lines: readonly string[]): string =>
  ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");

type Window = { readonly from: string; readonly to: string; readonly timeZone?: string };

export const march = { from: "2026-03-01T00:00Z", to: "2026-04-01T00:00Z" };

export const readIn = (text: string, { from, to, timeZone = "UTC" }: Window) =>
  readFeed(text, { from: new Date(from), to: new Date(to), timeZone, responders: staff });

/** `alice 2026-03-02T08:00–16:00`, with the date of the end where it is another one; in UTC. */
export const shiftsIn = (text: string, window: Window): string[] => {
  const { shifts, problems } = readIn(text, window);
  if (problems.length > 0) throw new Error(problems.map(({ about, says }) => `${about} ${says}`).join("\n"));
  return shifts.map(({ responder, from, to }) => {
    const end = to.slice(0, 10) === from.slice(0, 10) ? to.slice(11, 16) : to.slice(0, 16);
    return `${responder} ${from.slice(0, 16)}–${end}`;
  });
};

/** `line 7: "Zed" names nobody …` */
export const problemsIn = (text: string, window: Window = march): string[] =>
  readIn(text, window).problems.map(({ line, about, says }) => `line ${line}: ${about} ${says}`);
