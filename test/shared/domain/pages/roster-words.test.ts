import { expect, test } from "vitest";
import type { AboutRoster } from "../../../../shared/domain/pages/about-roster.ts";
import { pageWords } from "../../../../shared/domain/pages/page-words.ts";

const reader = { zone: "Europe/Berlin", now: new Date("2026-11-21T08:00:00Z"), pageUrl: null };
const woken = { responder: null, because: "this is where the catch-all goes" };

test.each<[AboutRoster["problem"], string, string, string[]]>([
  [
    { kind: "gap", team: "service", from: "2026-11-21T22:00:00Z", to: "2026-11-22T06:00:00Z" },
    "error",
    "Nobody is on call for urgent service (team service): 23:00 Berlin time to 2026-11-22 07:00 Berlin time",
    [
      "Urgent service of team service would wake nobody from 23:00 (+01:00 Europe/Berlin) to 2026-11-22 07:00 (+01:00 Europe/Berlin).",
      "You are paged because this is where the catch-all goes.",
      "Put somebody on call then: firstreply override add, or write it into the roster and deploy.",
    ],
  ],
  [
    { kind: "left", roster: "nights", who: "dora" },
    "warning",
    "Roster nights: dora is to be on call, and is no responder any more",
    [
      "Nobody is woken when it is the turn of dora on roster nights.",
      "You are paged because this is where the catch-all goes.",
      "See firstreply override list, take it back, and put somebody else there.",
    ],
  ],
  [
    { kind: "ends", roster: "nights", at: "2026-12-24T07:00:00Z" },
    "warning",
    "Roster nights ends 2026-12-24 08:00 Berlin time",
    [
      "From 2026-12-24 08:00 (+01:00 Europe/Berlin) on roster nights has nobody.",
      "You are paged because this is where the catch-all goes.",
      "Write down who is on call from then on, and deploy.",
    ],
  ],
  [
    { kind: "stale", feed: "nights-rota", since: "2026-11-20T07:00:00Z" },
    "warning",
    "Feed nights-rota could not be read since 2026-11-20 08:00 Berlin time",
    [
      "Who is on call by feed nights-rota is what was read of it by 2026-11-20 08:00 (+01:00 Europe/Berlin): what changed later is not known.",
      "You are paged because this is where the catch-all goes.",
      "firstreply feeds says why. Look whether its address still works, else fill in the new one.",
    ],
  ],
  [
    { kind: "unread", feed: "nights-rota", events: 1 },
    "warning",
    "Feed nights-rota: 1 event cannot be read",
    [
      "Nobody is on call by 1 event of feed nights-rota.",
      "You are paged because this is where the catch-all goes.",
      "firstreply feeds says what is wrong. Mend it in the calendar: a title names responders we know.",
    ],
  ],
])("%j", (problem, severity, title, lines) => {
  expect(pageWords({ kind: "roster", problem, ...woken }, reader)).toEqual({
    severity,
    title,
    lines,
    links: [],
  });
});
