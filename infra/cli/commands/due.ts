/** Answers when budgets are used up: how a calendar is tried before it is deployed, and counted by others' test cases. */
import { createInterface } from "node:readline";
import * as z from "zod";
import { dueAt, dueInDays } from "../../../shared/domain/calendar.ts";
import { Calendar } from "../../../shared/domain/calendar/calendar-shape.ts";
import { defineCommand } from "../command.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";

const Instant = z.iso
  .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
  .transform((text) => new Date(text));

const Question = z
  .strictObject(
    {
      calendar: Calendar,
      from: Instant,
      seconds: z.number().nonnegative("write a number of seconds from 0").optional(),
      businessDays: z.int().nonnegative("write a number of days from 0").optional(),
      pauses: z.array(z.strictObject({ from: Instant, to: Instant.nullable() })).default([]),
    },
    'write a JSON object like {"calendar":{…},"from":"2026-03-04T09:00:00Z","seconds":3600}',
  )
  .refine(({ seconds, businessDays }) => (seconds === undefined) !== (businessDays === undefined), {
    path: ["seconds"],
    error: "write either seconds or businessDays",
  });

export const dueCommand = defineCommand({
  name: "due",
  summary: "Says when budgets of seconds are used up in calendars: a JSON line for each one on stdin.",
  positionals: [],
  input: z.object({}),
  examples: ["npm run -s firstreply -- due < questions.jsonl"],
  run: (_, terminal) =>
    answerAll(createInterface({ input: process.stdin, crlfDelay: Infinity }), terminal.print),
});

/** One line for each that is not empty, in order. Resolves to 1 when a line made no sense, which stops no other. */
export const answerAll = async (
  lines: AsyncIterable<string>,
  print: (line: string) => void,
): Promise<number> => {
  let number = 0;
  let exitCode = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const answer = answerTo(line);
    if ("error" in answer) exitCode = 1;
    print(JSON.stringify("error" in answer ? { line: number, ...answer } : answer));
  }
  return exitCode;
};

/** `dueAt` is null where nothing is due: under a pause that goes on. */
const answerTo = (line: string): { readonly dueAt: Date | null } | { readonly error: string } => {
  const parsed = Question.safeParse(jsonOrNothing(line));
  if (!parsed.success) return { error: parsed.error.issues.map(inWords).join("; ") };
  const { calendar, from, seconds, businessDays = 0, pauses } = parsed.data;
  if (seconds === undefined) return { dueAt: dueInDays(calendar, from, businessDays) };
  return { dueAt: dueAt(calendar, from, seconds, pauses) };
};

const inWords = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`;
