import { expect, test } from "vitest";
import { laterWords } from "../../../../shared/domain/pages/later-words.ts";
import { aboutConversation } from "../../../builders/a-page.ts";

const pageUrl = "https://console.brand.example/pages/1";
const reader = { zone: "Europe/Berlin", now: new Date("2026-11-21T10:23:00Z"), pageUrl };
const answered = aboutConversation({ because: "the customer was answered" });
const post = { label: "The post", url: "https://x.com/i/web/status/1001" };

test("that somebody has it is told with how long the customer has waited, and where to look", () => {
  expect(
    laterWords(
      { action: "acknowledge", othersWait: 0 },
      aboutConversation({ because: "Lee has it" }),
      reader,
    ),
  ).toEqual({
    severity: "info",
    title: "Taken: a service customer on X who has waited 23 minutes",
    lines: ["Lee has it."],
    links: [post, { label: "Acknowledge or hand over", url: pageUrl }],
  });
});

test("that nothing is left to do is told with why, and with no button to press", () => {
  expect(laterWords({ action: "resolve", othersWait: 0 }, answered, reader)).toEqual({
    severity: "info",
    title: "Nothing left to do: a service customer on X",
    lines: ["The customer was answered."],
    links: [post],
  });
});

test.each([
  [1, "Done: a service customer on X, but 1 more waits with the same trouble"],
  [37, "Done: a service customer on X, but 37 more wait with the same trouble"],
])(
  "where it stood for others, nobody takes it for the end of it while %i still wait",
  (othersWait, title) => {
    const words = laterWords({ action: "resolve", othersWait }, answered, reader);
    expect(words.title).toBe(title);
    expect(words.lines).toEqual([
      "The customer was answered.",
      expect.stringMatching(/with the same trouble: somebody is asked about the next of them\.$/u),
    ]);
  },
);

test.each([
  ["acknowledge", "Taken: a drill"],
  ["resolve", "Nothing left to do: a drill"],
] as const)("of a drill, %s is told as one", (action, title) => {
  expect(laterWords({ action, othersWait: 0 }, aboutConversation({ reason: "drill" }), reader).title).toBe(
    title,
  );
});
