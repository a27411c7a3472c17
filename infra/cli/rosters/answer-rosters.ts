import * as z from "zod";
import { whoIsOnCall } from "../../../shared/domain/roster.ts";
import { RosterChanges } from "../../../shared/domain/roster/roster-changes.ts";
import { Roster } from "../../../shared/domain/roster/roster-shape.ts";
import { Instant } from "../../../shared/domain/roster/shift-shape.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { answerLines } from "../answer-lines.ts";

const Question = z.strictObject(
  { roster: Roster, at: Instant, changes: RosterChanges.default([]) },
  unlessObject(
    'write a JSON object like {"roster":{"time_zone":"UTC","layers":[…]},"at":"2026-03-04T09:00:00Z"}',
  ),
);

/** Who is on call, for each question in order: rosters are whole, in the shape a configuration has them. */
export const answerRosters = (lines: AsyncIterable<string>, print: (line: string) => void): Promise<number> =>
  answerLines({
    lines,
    print,
    question: Question,
    answer: ({ roster, at, changes }) => ({ onCall: whoIsOnCall(roster, new Date(at), changes) }),
  });
