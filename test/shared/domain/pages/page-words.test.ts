import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PageMessage } from "../../../../shared/contracts/page.ts";
import { PageReason, type PageAbout } from "../../../../shared/domain/pages/page-about.ts";
import type { PageReader } from "../../../../shared/domain/pages/page-reader.ts";
import { pageWords } from "../../../../shared/domain/pages/page-words.ts";
import { Platform } from "../../../../shared/domain/platform.ts";
import { aboutConversation } from "../../../builders/a-page.ts";

const pageUrl = "https://console.brand.example/pages/1";
const reader: PageReader = { zone: "Europe/Berlin", now: new Date("2026-11-21T10:23:00Z"), pageUrl };
const before: PageReader = { ...reader, now: new Date("2026-11-21T10:10:00Z") };
const wordsOf = (changes: Parameters<typeof aboutConversation>[0] = {}, at = reader) =>
  pageWords(aboutConversation(changes), at);

describe("the title says what is the matter, how long it has been, and until when", () => {
  test.each([
    [{}, "Too late: a service customer on X has waited 23 minutes, answer was due 11:15 Berlin time"],
    [
      { urgent: true },
      "Too late: an urgent service customer on X has waited 23 minutes, answer was due 11:15 Berlin time",
    ],
    [
      { reason: "not-acknowledged", platform: "facebook" },
      "Nobody has taken it yet: a service customer on Facebook has waited 23 minutes, answer was due 11:15 Berlin time",
    ],
    [
      { reason: "unanswered-again", category: "sales" },
      "Taken, and still no answer: a sales customer on X has waited 23 minutes, answer was due 11:15 Berlin time",
    ],
    [
      { reason: "arrived-late", waitingSince: "2026-11-21T07:00:00Z", dueAt: "2026-11-21T07:15:00Z" },
      "Reached us late: a service customer on X has waited 3 hours 23 minutes, answer was due 08:15 Berlin time",
    ],
    [{ dueAt: null }, "Too late: a service customer on X has waited 23 minutes"],
    [{ reason: "drill" }, "Drill: nobody is waiting, this shows that pages reach you"],
  ] as const)("%j", (changes, title) => {
    expect(wordsOf(changes).title).toBe(title);
  });

  test.each([
    [
      { reason: "urgent", urgent: true },
      "Urgent: an urgent service customer on X has waited 10 minutes, answer due 11:15 Berlin time",
    ],
    [
      { reason: "deadline-warned" },
      "Soon too late: a service customer on X has waited 10 minutes, answer due 11:15 Berlin time",
    ],
  ] as const)("%j, before it is too late", (changes, title) => {
    expect(wordsOf(changes, before).title).toBe(title);
  });
});

test("a time that is nobody's own is told as what it is", () => {
  expect(wordsOf({}, { ...reader, zone: "UTC" }).title).toMatch(/answer was due 10:15 UTC$/u);
});

test("the sentences can be acted on by somebody who was asleep", () => {
  expect(wordsOf().lines).toEqual([
    "The customer has waited 23 minutes, since 11:00 (+01:00 Europe/Berlin).",
    "The answer was due 11:15 (+01:00 Europe/Berlin), 8 minutes ago.",
    "Service, not urgent, for team service, from channel x (X).",
    "Priority 70: needs help (40), has waited 23 min of 15 min (30).",
    "Ada is paged because Ada is first on call for service.",
    "Answer the post itself: that ends this page.",
    "Acknowledge it, and nobody else is woken meanwhile.",
  ]);
});

test("a drill does not speak of a customer", () => {
  expect(wordsOf({ reason: "drill" }).lines).toEqual([
    "A drill for team service, from channel x: it came the way a real page would.",
    "Ada is paged because Ada is first on call for service.",
    "Acknowledge it, and nobody else is woken meanwhile.",
  ]);
});

describe("each sentence is told as it is", () => {
  test.each<[string, Parameters<typeof aboutConversation>[0], PageReader, string]>([
    ["before the time is up", {}, before, "The answer is due 11:15 (+01:00 Europe/Berlin), in 5 minutes."],
    [
      "exactly when it is up",
      {},
      { ...reader, now: new Date("2026-11-21T10:15:00Z") },
      "The answer was due 11:15 (+01:00 Europe/Berlin), less than a minute ago.",
    ],
    ["without a clock", { dueAt: null }, reader, "No clock runs for it."],
    [
      "for a reader in Nepal",
      {},
      { ...reader, zone: "Asia/Kathmandu" },
      "The answer was due 16:00 (+05:45 Asia/Kathmandu), 8 minutes ago.",
    ],
    [
      "where nobody is named",
      { responder: null },
      reader,
      "You are paged because Ada is first on call for service.",
    ],
    [
      "where there is no link to the post",
      { permalink: null },
      reader,
      "Answer on X, in the brand's inbox: conversation x:1001:77.",
    ],
    [
      "where it stands for others as well",
      { count: 38 },
      reader,
      "This page stands for 38 customers with the same trouble who still wait.",
    ],
    [
      "where some of them need no answer any more",
      { count: 38, settled: 2 },
      reader,
      "This page stands for 38 customers with the same trouble who still wait; 2 more need no answer any more.",
    ],
    [
      "where all others need none",
      { settled: 39 },
      reader,
      "Of 40 customers with the same trouble only this one still waits.",
    ],
    [
      "where it matters to nobody",
      { priority: { total: 0, parts: [{ name: "category", points: 0, because: "asks for nothing" }] } },
      reader,
      "Priority 0.",
    ],
  ])("%s", (_, changes, at, line) => {
    expect(wordsOf(changes, at).lines).toContain(line);
  });
});

describe("how bad it is", () => {
  test.each([
    [{ reason: "urgent", urgent: true }, "critical"],
    [{ reason: "deadline-warned", urgent: true }, "critical"],
    [{ reason: "deadline-warned" }, "warning"],
    [{ reason: "deadline-breached" }, "error"],
    [{ reason: "drill", urgent: true }, "info"],
  ] as const)("%j is %s", (changes, severity) => {
    expect(wordsOf(changes).severity).toBe(severity);
  });
});

describe("two links lead on: the post, and the page's own page", () => {
  const post = { label: "The post", url: "https://x.com/i/web/status/1001" };
  const page = { label: "Acknowledge or hand over", url: pageUrl };
  test.each([
    ["both", {}, reader, [post, page]],
    ["no link to the post", { permalink: null }, reader, [page]],
    ["no page of its own", {}, { ...reader, pageUrl: null }, [post]],
  ] as const)("%s", (_, changes, at, links) => {
    expect(wordsOf(changes, at).links).toEqual(links);
  });

  test("where it has no page of its own, nobody is asked to acknowledge it there", () => {
    expect(wordsOf({}, { ...reader, pageUrl: null }).lines.join()).not.toContain("Acknowledge");
  });
});

const woken = { responder: "Ben", because: "Ben runs the service desk tonight" };

describe("what is no single customer", () => {
  test("an outage is told once for all who report it", () => {
    const about: PageAbout = {
      kind: "outage",
      outageId: "outage:acme:1:0",
      brand: "acme",
      count: 7,
      firstSeen: "2026-11-21T10:02:00Z",
      lastSeen: "2026-11-21T10:20:00Z",
      permalink: "https://x.com/i/web/status/1001",
      ...woken,
    };
    expect(pageWords(about, reader)).toEqual({
      severity: "critical",
      title: "Outage suspected: 7 reports of the same about acme since 11:02 Berlin time",
      lines: [
        "7 reports of the same about acme: the first at 11:02 (+01:00 Europe/Berlin), the latest at 11:20 (+01:00 Europe/Berlin).",
        "Each is in its team's queue as well: this page stands for all of them.",
        "Ben is paged because Ben runs the service desk tonight.",
        "Tell whoever can mend it, then answer people one by one.",
        "Acknowledge it, and nobody else is woken meanwhile.",
      ],
      links: [
        { label: "The post", url: "https://x.com/i/web/status/1001" },
        { label: "Acknowledge or hand over", url: pageUrl },
      ],
    });
  });

  test("an alarm says what customers lose and where to look first", () => {
    const about: PageAbout = {
      kind: "alarm",
      customersLose: "answers that were promised.",
      lookFirst: "the log of page-on-call.",
      ...woken,
    };
    expect(pageWords(about, { ...reader, pageUrl: null })).toEqual({
      severity: "error",
      title: "First Reply needs help: something of the pipeline is broken",
      lines: [
        "Customers lose: answers that were promised.",
        "Look first: the log of page-on-call.",
        "Ben is paged because Ben runs the service desk tonight.",
      ],
      links: [],
    });
  });
});

test("whatever happens where and when, a title is one line of ASCII that a phone can show, and the page is whole", () => {
  const instant = fc
    .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const changes = fc.record({
    reason: fc.constantFrom(...PageReason.options),
    platform: fc.constantFrom(...Platform.options),
    urgent: fc.boolean(),
    waitingSince: instant,
    dueAt: fc.option(instant),
    responder: fc.option(fc.constantFrom("Ada", "Zoë", "佐藤")),
  });
  const zone = fc.constantFrom("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "UTC");
  fc.assert(
    fc.property(changes, zone, instant, (change, where, now) => {
      const about = aboutConversation(change);
      const words = pageWords(about, { zone: where, now: new Date(now), pageUrl });
      expect(words.title).toMatch(/^[ -~]{10,160}$/u);
      expect(PageMessage.safeParse({ id: "p", action: "trigger", ...words, about }).error).toBeUndefined();
    }),
  );
});
