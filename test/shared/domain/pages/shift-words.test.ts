import { describe, expect, test } from "vitest";
import { PageMessage } from "../../../../shared/contracts/page.ts";
import type { AboutShift } from "../../../../shared/domain/pages/about-shift.ts";
import { pageWords } from "../../../../shared/domain/pages/page-words.ts";
import { aboutShift } from "../../../builders/a-page.ts";

const reader = { zone: "America/New_York", now: new Date("2026-11-21T18:45:00Z"), pageUrl: null };
const wordsOf = (changes: Partial<AboutShift> = {}) => pageWords(aboutShift(changes), reader);
const nothing = { promised: [], held: [], outages: [], open: [] };

describe("the title says from when, how many wait, and what is due first", () => {
  test.each<[Partial<AboutShift>, string]>([
    [
      {},
      "You are on call for nights from 14:00 New York time: 2 customers wait, the first due 14:05 New York time",
    ],
    [nothing, "You are on call for nights from 14:00 New York time: nobody waits"],
    [
      { moment: "begins" },
      "You are on call for nights now: 2 customers wait, the first due 14:05 New York time",
    ],
    [
      { ...nothing, open: [{ team: "service", count: 8000, isMore: true }] },
      "You are on call for nights from 14:00 New York time: 8000 or more customers wait",
    ],
    [
      { ...nothing, open: [{ team: "service", count: 1, isMore: false }] },
      "You are on call for nights from 14:00 New York time: 1 customer waits",
    ],
    [{ moment: "over" }, "Your time on call for nights is over, and you still have 1 customer"],
  ])("%j", (changes, title) => {
    expect(wordsOf(changes).title).toBe(title);
  });
});

test("what waits is told in the reader's own time, with who has it", () => {
  expect(wordsOf()).toMatchObject({
    severity: "info",
    lines: [
      "You are on call for roster nights from 14:00 (-05:00 America/New_York) until 2026-11-22 02:00 (-05:00 America/New_York).",
      "Ada hands over to you.",
      "Customers who wait, by team: service 2.",
      "Due 14:05 New York time: conversation x:1001:77 of service, which nobody has.",
      "Ada has conversation x:1002:78 of service, was due 13:30 New York time, and it comes back 14:15 New York time.",
      "An outage is suspected: 7 reports of the same about acme since 13:00 New York time.",
      "Ben is told because Ben is on call for nights (layer turns).",
    ],
    links: [
      { label: "Conversation x:1001:77, due 14:05 New York time", url: "https://x.com/i/web/status/1001" },
    ],
  });
});

test("a quiet night is told as one", () => {
  expect(wordsOf({ ...nothing, others: [], until: null }).lines).toEqual([
    "You are on call for roster nights from 14:00 (-05:00 America/New_York) with no end in sight.",
    "Nobody waits for an answer.",
    "Ben is told because Ben is on call for nights (layer turns).",
  ]);
});

test("whoever is done hears what they still have, and whom to tell", () => {
  const [work] = aboutShift().held;
  const held = work === undefined ? [] : [{ ...work, dueAt: null, comesBackAt: null, by: "Ben" }];
  const over = { ...nothing, moment: "over", at: "2026-11-21T18:40:00.000Z", until: null } as const;
  expect(wordsOf({ ...over, held, others: ["Ada", "Cem"] }).lines).toEqual([
    "Your time on call for roster nights ended 13:40 (-05:00 America/New_York).",
    "Ada and Cem are on call now: tell them what they need to know.",
    "Ben has conversation x:1002:78 of service, without a due time.",
    "Ben is told because Ben is on call for nights (layer turns).",
  ]);
});

test("it is a page like any other", () => {
  const about = aboutShift();
  expect(PageMessage.parse({ id: "shift", action: "trigger", ...wordsOf(), about }).about).toEqual(about);
});
