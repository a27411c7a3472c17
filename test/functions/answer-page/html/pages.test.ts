import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenFacts, ShownMessage } from "../../../../functions/answer-page/facts.ts";
import { documentAnswer } from "../../../../functions/answer-page/html/document.ts";
import { openPage } from "../../../../functions/answer-page/html/open-page.ts";
import { waitingPage } from "../../../../functions/answer-page/html/waiting-page.ts";
import { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { aConversation } from "../../../builders/a-conversation.ts";
import { ada, ben, lookedAt, theMention } from "../a-night.ts";
import { readText, skeletonOf, wordsIn } from "./markup.ts";

const message = (changes: Partial<ShownMessage> = {}): ShownMessage => ({
  from: "customer",
  name: "Amara",
  handle: "amara",
  text: "my phone was stolen",
  at: new Date("2026-11-21T01:45:00Z"),
  permalink: "https://x.com/amara/status/1001",
  marks: [],
  ...changes,
});

const facts = (changes: Partial<OpenFacts> = {}): OpenFacts => ({
  reader: { id: ada, name: "Ada", timeZone: "Europe/Berlin" },
  now: lookedAt,
  conversation: aConversation(theMention()),
  hold: { kind: "nobody" },
  holder: null,
  goodUntil: new Date("2026-11-21T04:00:00Z"),
  problem: null,
  messages: [message()],
  leftOut: 0,
  outcome: null,
  ...changes,
});

const opened = (changes: Partial<OpenFacts> = {}): string => documentAnswer(openPage(facts(changes))).body;
const waiting = (changes: Partial<OpenFacts> = {}): string =>
  documentAnswer(waitingPage(facts(changes))).body;
const standing = (changes: Partial<Conversation>): Conversation =>
  Conversation.parse({ ...aConversation(theMention()), ...changes });

const pressable = (markup: string): string[] =>
  [...markup.matchAll(/<(?:button|summary)[^>]*>([^]*?)<\/(?:button|summary)>/gu)].map(([, words = ""]) =>
    readText(words).replaceAll(/\s+/gu, " ").trim(),
  );

describe("the page nobody has pressed anything on", () => {
  test("says how long, how late, of what kind and whose it is, and nothing of the customer's", () => {
    const text = readText(waiting()).replaceAll(/\s+/gu, " ");
    expect(text).toContain("A customer has waited 27 min");
    expect(text).toContain("service on X, team service");
    expect(text).toContain("Due 03:00, 12 min late");
    expect(text).toContain("Who has it Nobody yet");
    expect(waiting()).not.toMatch(/stolen|amara|x\.com/iu);
  });

  test("asks to be neither indexed nor previewed", () => {
    expect(waiting()).toContain('<meta name="robots" content="noindex, nofollow, noarchive"');
    expect(waiting()).not.toMatch(/og:|twitter:|<link/u);
  });
});

describe("what can be pressed", () => {
  const decline = "Decline, wake the next person";
  const snooze = ["Snooze until …", "15 minuntil 03:27", "30 minuntil 03:42", "1 houruntil 04:12"];
  const snoozes = [...snooze, "Morninguntil 08:00", "Snooze until then"];
  const mine = { by: ada, since: lookedAt } as const;

  test.each([
    ["nobody has it", {}, [...snoozes, "I cannot take it", decline, "Acknowledge"]],
    ["the reader has it", { hold: { kind: "acknowledged", ...mine } }, [...snoozes, "Hand it on", decline]],
    [
      "the reader put it off",
      { hold: { kind: "snoozed", by: ada, until: lookedAt } },
      [...snoozes, "Hand it on", decline, "Acknowledge"],
    ],
    ["somebody else has it", { hold: { kind: "acknowledged", by: ben, since: lookedAt } }, []],
    ["the customer was answered", { conversation: standing({ status: "answered" }) }, []],
    ["the customer took it back", { conversation: standing({ status: "withdrawn" }) }, []],
  ] as const)("when %s: only what makes sense", (_, changes, buttons) => {
    expect(pressable(opened(changes))).toEqual(buttons);
    expect(pressable(waiting(changes)).toSorted()).toEqual([...buttons, "Show the conversation"].toSorted());
  });

  test("a time that will not do opens where it was picked, and says why", () => {
    const markup = waiting({ problem: "03:00 is past." });
    expect(skeletonOf(markup)).toContain("<details open>");
    expect(markup).toMatch(/role="alert"[^>]*>03:00 is past\.</u);
    expect(skeletonOf(waiting())).not.toContain("<details open>");
  });
});

describe("the conversation in clear", () => {
  test("shows every message in order, whose it is, and when on the reader's wall", () => {
    const markup = opened({
      messages: [
        message(),
        message({ from: "brand", name: null, handle: null, text: "which number?" }),
        message({ text: "this one", at: new Date("2026-11-20T22:00:00Z"), marks: ["edited", "hidden"] }),
      ],
    });
    expect(wordsIn(markup)).toEqual(["my phone was stolen", "which number?", "this one"]);
    const text = readText(markup).replaceAll(/\s+/gu, " ");
    expect(text).toContain("Amara @amara02:45 my phone was stolen See it on X");
    expect(text).toContain("Our reply");
    expect(text).toContain("edited, hidden, Fri 20 Nov 23:00");
  });

  test.each([
    ["a name and no handle", { handle: null }, "<strong><bdi>Amara</bdi></strong>"],
    ["a handle and no name", { name: null, handle: "@amara" }, "<strong><bdi>@amara</bdi></strong>"],
    ["neither", { name: null, handle: null }, "<strong><bdi>The customer</bdi></strong>"],
  ])("calls somebody with %s by what there is", (_, changes, markup) => {
    expect(opened({ messages: [message(changes)] })).toContain(markup);
  });

  test.each([
    ["withdrawn", { text: null, marks: ["withdrawn"] as const }, "Taken back"],
    ["not kept any more", { text: null }, "No longer kept"],
  ])("says of what was %s only that it was there", (_, changes, words) => {
    expect(readText(opened({ messages: [message(changes)] }))).toContain(words);
  });

  test("says who has it, and what came of the last tap", () => {
    const hold = { kind: "acknowledged", by: ben, since: new Date("2026-11-21T02:02:00Z") } as const;
    const outcome = { kind: "taken", says: "Somebody else has it.", at: lookedAt } as const;
    const text = readText(opened({ hold, holder: "Ben", outcome })).replaceAll(/\s+/gu, " ");
    expect(text).toContain("Who has it Ben, since 03:02");
    expect(text).toContain("03:12 Somebody else has it.");
  });

  test.each([
    ["an answered one", { conversation: standing({ status: "answered" }) }],
    ["one that was taken back", { conversation: standing({ status: "withdrawn" }) }],
    ["one somebody else has", { hold: { kind: "acknowledged", by: ben, since: lookedAt } }],
  ] as const)("of %s says that there is nothing left to do, and of no other", (_, changes) => {
    for (const page of [opened(changes), waiting(changes)])
      expect(readText(page)).toContain("There is nothing left for you to do.");
    expect(readText(opened(changes))).not.toContain("Answer on X");
    expect(readText(opened())).not.toContain("nothing left");
  });

  test("leads to where the customer is answered, and tells nobody there from where", () => {
    const { permalink } = message();
    expect(opened({ hold: { kind: "acknowledged", by: ada, since: lookedAt } })).toContain(
      `<a class="button main" href="${permalink}" rel="noreferrer noopener nofollow">Answer on X</a>`,
    );
  });

  test.each(["javascript:alert(1)", "data:text/html,hi", "JAVASCRIPT:alert(1)"])(
    "never leads to %s",
    (permalink) => {
      expect(opened({ messages: [message({ permalink })] })).not.toMatch(/href="(?!#)/u);
    },
  );

  test("of a very long conversation the newest can be gone to, and how many are missing is said", () => {
    const messages = Array.from({ length: 4 }, () => message());
    const markup = opened({ messages, leftOut: 12 });
    expect(readText(markup)).toContain("12 earlier messages are not shown.");
    expect(markup.match(/id="newest"/gu)).toHaveLength(1);
    expect(markup).toContain('href="#newest"');
  });
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></li></ol><form action=//evil>",
    "<!--",
    "]]>",
    "\u202Eevil\u202C \u2066 \u0000 \uD800",
    "مرحبا 😀 שלום",
    "x".repeat(10_000),
  ),
);

/** What a page is made of in which everything anybody may have chosen is this text. */
const skeletonWith = (text: string): string[] =>
  skeletonOf(
    opened({
      reader: { id: ada, name: text, timeZone: "Europe/Berlin" },
      holder: text,
      hold: { kind: "acknowledged", by: ben, since: lookedAt },
      outcome: { kind: "nothing", says: `!${text}`, at: lookedAt },
      messages: [message({ text, name: text, handle: text }), message({ from: "brand", text })],
    }),
  );

test("whatever is written, whoever writes and whatever is said of it, no element is there but ours", () => {
  const plain = skeletonWith("plain");
  expect(plain).not.toContain("<script>");
  fc.assert(
    fc.property(anyText, (text) => {
      expect(skeletonWith(text)).toEqual(plain);
    }),
  );
});

test("whatever is written can be read as it was written", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const asRead = text.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD");
      expect(wordsIn(opened({ messages: [message({ text })] }))).toEqual([asRead]);
    }),
  );
});
