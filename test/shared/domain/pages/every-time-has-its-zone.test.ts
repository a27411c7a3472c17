import * as fc from "fast-check";
import { expect, test } from "vitest";
import { laterWords } from "../../../../shared/domain/pages/later-words.ts";
import type { PageAbout } from "../../../../shared/domain/pages/page-about.ts";
import { pageWords, type PageWords } from "../../../../shared/domain/pages/page-words.ts";
import { aboutConversation, aboutShift } from "../../../builders/a-page.ts";

const woken = { responder: null, because: "this is where the catch-all goes" };
const instant = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Something of every kind that may be told, with these instants wherever it has any. */
const told = ([from, to]: readonly [string, string]): readonly PageAbout[] => [
  aboutConversation({ waitingSince: from, dueAt: to }),
  {
    kind: "outage",
    outageId: "o",
    brand: "acme",
    count: 7,
    firstSeen: from,
    lastSeen: to,
    permalink: null,
    ...woken,
  },
  { kind: "roster", problem: { kind: "gap", team: "service", from, to }, ...woken },
  { kind: "roster", problem: { kind: "ends", roster: "nights", at: from }, ...woken },
  ...(["soon", "begins", "over"] as const).map((moment) => aboutShift({ moment, at: from, until: to })),
];

/** What comes right behind each time that a reader finds; how far a zone is from UTC is no time. */
const behindTimes = ({ title, lines, links }: PageWords): string[] =>
  [title, ...lines, ...links.map(({ label }) => label)].flatMap((text) =>
    [...text.matchAll(/(?<![+\-\d])\d\d:\d\d(?=(.*))/gu)].map(([, behind = ""]) => behind),
  );

test("whatever is told to whomever, each time in it says its zone", () => {
  const zones = [
    ["Europe/Berlin", /^ Berlin time|^ \([+-]\d\d:\d\d Europe\/Berlin\)/u],
    ["Asia/Kathmandu", /^ Kathmandu time|^ \(\+05:45 Asia\/Kathmandu\)/u],
    ["UTC", /^ UTC|^ \(\+00:00 UTC\)/u],
  ] as const;
  const span = fc.tuple(instant, instant);
  fc.assert(
    fc.property(span, instant, fc.constantFrom(...zones), (instants, now, [zone, named]) => {
      const reader = { zone, now: new Date(now), pageUrl: null };
      const pages = told(instants).map((about) => pageWords(about, reader));
      const later = laterWords({ action: "acknowledge", othersWait: 0 }, aboutConversation(), reader);
      const behind = [...pages, later].flatMap(behindTimes);
      expect(behind.length).toBeGreaterThan(12);
      for (const words of behind) expect(words).toMatch(named);
    }),
  );
});
