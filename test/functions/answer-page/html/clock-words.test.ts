import { expect, test } from "vitest";
import { clockWords, promiseOf } from "../../../../functions/answer-page/html/clock-words.ts";
import { markupOf } from "../../../../functions/answer-page/html/html.ts";
import { Clock } from "../../../../shared/domain/clocks/clock.ts";
import { readText } from "./markup.ts";

const moment = { now: new Date("2026-11-21T02:12:00Z"), timeZone: "Europe/Berlin" };
const clock = (rest: object): Clock =>
  Clock.parse({
    name: "firstReply",
    startedAt: "2026-11-21T01:45:00Z",
    dueAt: "2026-11-21T02:00:00Z",
    policy: "urgent service@1a2b3c4d",
    ...rest,
  });

test.each([
  [{ state: "running", dueAt: "2026-11-21T02:45:00Z" }, "due 03:45, in 33 min"],
  [{ state: "running", dueAt: "2026-11-21T02:12:00Z" }, "due 03:12, in less than a minute"],
  [{ state: "running" }, "due 03:00, 12 min late"],
  [{ state: "breached", answeredAt: null }, "due 03:00, 12 min late"],
  [{ state: "breached", answeredAt: "2026-11-21T02:05:00Z" }, "answered 03:05, 5 min late"],
  [{ state: "met", answeredAt: "2026-11-21T01:50:00Z" }, "answered 02:50, 10 min early"],
  [{ state: "met", answeredAt: "2026-11-21T02:00:00Z" }, "answered 03:00, less than a minute early"],
  [
    { state: "cancelled", cancelledAt: "2026-11-21T01:47:00Z", reason: "withdrawn" },
    "stopped at 02:47: the message was taken back",
  ],
])("a clock that is %j says: %s", (state, words) => {
  const said = readText(markupOf(clockWords(clock(state), moment)));
  expect(said.replaceAll(/\s+/gu, " ")).toBe(words);
});

test("a clock names the policy that promised it, without its version, where there is one", () => {
  expect(promiseOf(clock({ state: "running" }))).toBe("urgent service");
  expect(promiseOf(clock({ state: "running", policy: undefined }))).toBeNull();
});
