import { expect, test } from "vitest";
import { answerAll } from "../../../infra/cli/commands/due.ts";

const office = {
  time_zone: "Europe/Berlin",
  weekly: { wed: [["09:00", "17:00"]], thu: [["09:00", "17:00"]] },
};
const question = { calendar: office, from: "2026-03-04T15:00:00Z", seconds: 3600 };

const asked = async (...lines: unknown[]) => {
  const printed: string[] = [];
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  const code = await answerAll(streamOf(texts), (line) => void printed.push(line));
  return { code, answers: printed.map((line): unknown => JSON.parse(line)) };
};

async function* streamOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

test("each question has its line, in order", async () => {
  const pauses = [{ from: "2026-03-04T15:30:00Z", to: "2026-03-04T15:40:00+00:00" }];
  expect(
    await asked(
      question,
      { ...question, pauses },
      { ...question, from: "2026-03-04T16:00:00+01:00", seconds: 0.5 },
    ),
  ).toEqual({
    code: 0,
    answers: [
      { dueAt: "2026-03-04T16:00:00.000Z" },
      { dueAt: "2026-03-05T08:10:00.000Z" },
      { dueAt: "2026-03-04T15:00:00.500Z" },
    ],
  });
});

test("nothing is due under a pause that goes on", async () => {
  const pauses = [{ from: "2026-03-04T15:30:00Z", to: null }];
  expect(await asked({ ...question, pauses })).toEqual({ code: 0, answers: [{ dueAt: null }] });
});

test("a pause that ends before it begins is refused, one without length is not", async () => {
  const [earlier, later] = ["2026-03-04T15:30:00Z", "2026-03-04T16:40:00+01:00"];
  const paused = (from: string, to: string) => ({ ...question, pauses: [{ from, to }] });
  expect(
    await asked(paused(earlier, later), paused(later, earlier), paused(earlier, earlier), question),
  ).toEqual({
    code: 1,
    answers: [
      { dueAt: "2026-03-05T08:10:00.000Z" },
      {
        line: 2,
        error: "pauses[0].to: is before from: write when the pause ended, or null while it goes on",
      },
      { dueAt: "2026-03-04T16:00:00.000Z" },
      { dueAt: "2026-03-04T16:00:00.000Z" },
    ],
  });
});

test("a line that makes no sense says where and why, and the others are answered", async () => {
  const reversed = { ...question, calendar: { ...office, weekly: { wed: [["17:00", "09:00"]] } } };
  expect(
    await asked(question, "", "{", reversed, { ...question, from: "soon", seconds: -1 }, question),
  ).toEqual({
    code: 1,
    answers: [
      { dueAt: "2026-03-04T16:00:00.000Z" },
      { line: 3, error: expect.stringContaining("write a JSON object like") },
      { line: 4, error: expect.stringMatching(/^calendar\.weekly\.wed\[0\]: ends before it has begun/u) },
      { line: 5, error: expect.stringMatching(/^from: write an instant.*; seconds: write a number/u) },
      { dueAt: "2026-03-04T16:00:00.000Z" },
    ],
  });
});

test("business days are counted where they are asked for, and not beside seconds", async () => {
  const { seconds: _, ...days } = { ...question, businessDays: 1 };
  const { code, answers } = await asked(days, { ...question, businessDays: 1 });
  expect(code).toBe(1);
  expect(answers).toEqual([
    { dueAt: "2026-03-05T15:00:00.000Z" },
    { line: 2, error: "seconds: write either seconds or businessDays" },
  ]);
});

test.each([
  ["every year", ["03-05"], "2026-03-11T08:30:00.000Z"],
  ["from one date to another", [{ from: "2026-03-05", to: "2026-03-11" }], "2026-03-12T08:30:00.000Z"],
  ["for half a day", [{ date: "03-05", closed: ["09:00", "12:00"] }], "2026-03-05T11:30:00.000Z"],
  ["with a country", [{ country: "DE" }], "2026-03-05T08:30:00.000Z"],
])("a calendar that closes %s is asked as it is written in a configuration", async (_, holidays, dueAt) => {
  const calendar = { ...office, holidays };
  expect(await asked({ ...question, calendar, seconds: 5400 })).toEqual({ code: 0, answers: [{ dueAt }] });
});

test("a holiday that is none is told as itself", async () => {
  const calendar = { ...office, holidays: [{ contry: "DE" }] };
  const { answers } = await asked({ ...question, calendar });
  expect(answers).toEqual([{ line: 1, error: expect.stringContaining("did you mean country?") }]);
});

test("a budget that the open hours never reach says so", async () => {
  const once = { time_zone: "UTC", weekly: {}, date_overrides: { "2026-03-04": [["09:00", "17:00"]] } };
  expect(await asked({ ...question, calendar: once, seconds: 36_000 })).toEqual({
    code: 0,
    answers: [{ dueAt: null, because: "the open hours end before that" }],
  });
});
