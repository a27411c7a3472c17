/** Answers when budgets are used up: how a calendar is tried before it is deployed, and counted by others' test cases. */
import { createInterface } from "node:readline";
import * as z from "zod";
import { dueAt, dueInDays } from "../../../shared/domain/calendar.ts";
import { Calendar } from "../../../shared/domain/calendar/calendar-shape.ts";
import { readAsLater } from "../../words/read-as.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { expandCalendar } from "../../config/expand-holidays.ts";
import { answerLines } from "../answer-lines.ts";
import { defineCommand } from "../command.ts";
import { openStdin } from "../open-input.ts";

const Instant = z.iso
  .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
  .transform((text) => new Date(text));

/** One that goes on has no end yet. */
const Pause = z
  .strictObject({ from: Instant, to: Instant.nullable() })
  .refine(({ from, to }) => to === null || from <= to, {
    path: ["to"],
    error: "is before from: write when the pause ended, or null while it goes on",
  });

const PlainQuestion = z
  .strictObject(
    {
      calendar: Calendar,
      from: Instant,
      seconds: z.number().nonnegative("write a number of seconds from 0").optional(),
      businessDays: z.int().nonnegative("write a number of days from 0").optional(),
      pauses: z.array(Pause).default([]),
    },
    unlessObject('write a JSON object like {"calendar":{…},"from":"2026-03-04T09:00:00Z","seconds":3600}'),
  )
  .refine(({ seconds, businessDays }) => (seconds === undefined) !== (businessDays === undefined), {
    path: ["seconds"],
    error: "write either seconds or businessDays",
  });

/** As much of a question as says which holidays are meant. */
const WithHolidays = z.looseObject({
  calendar: z.looseObject({ holidays: z.array(z.unknown()) }),
  from: z.string(),
});

/** Holidays may be written as in a configuration: they are those of the year that is asked about, and of the next two. */
const Question = z
  .unknown()
  .transform(async (written, context) => {
    const asked = WithHolidays.safeParse(written).data;
    const from = Instant.safeParse(asked?.from).data;
    if (asked === undefined || from === undefined) return written;
    const read = await readAsLater(expandCalendar(from), asked.calendar);
    if ("value" in read) return { ...asked, calendar: read.value };
    for (const { path, message } of read.problems)
      context.addIssue({ code: "custom", path: ["calendar", ...path], message });
    return z.NEVER;
  })
  .pipe(PlainQuestion);

export const dueCommand = defineCommand({
  name: "due",
  summary:
    'Says when budgets are used up: for each line {"calendar":{…},"from":"2026-03-04T09:00:00Z","seconds":3600} on stdin. Also "pauses":[{"from":…,"to":…}], and "businessDays" in place of seconds.',
  failsWhen: "a line made no sense; the others are answered",
  positionals: [],
  input: z.object({}),
  examples: ["npm run -s firstreply -- due < questions.jsonl"],
  run: async (_, terminal) =>
    answerAll(createInterface({ input: openStdin(), crlfDelay: Infinity }), terminal.print),
});

/**
 * A line for each question, in order. `dueAt` is null where nothing is due: under a pause that goes on, or, which is told
 * with it, because the calendar's open hours end before.
 */
export const answerAll = (lines: AsyncIterable<string>, print: (line: string) => void): Promise<number> =>
  answerLines({
    lines,
    print,
    question: Question,
    answer: (question) => {
      const due = dueAtOf(question);
      const isPaused = question.pauses.some(({ to }) => to === null);
      return { dueAt: due, ...(due === null && !isPaused && { because: "the open hours end before that" }) };
    },
  });

const dueAtOf = ({ calendar, from, seconds, businessDays = 0, pauses }: z.infer<typeof Question>) =>
  seconds === undefined ? dueInDays(calendar, from, businessDays) : dueAt(calendar, from, seconds, pauses);
