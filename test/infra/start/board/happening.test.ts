import { expect, test } from "vitest";
import { fromReport } from "../../../../infra/start/board/happening.ts";

const message = "User: arn:aws:sts::0:assumed-role/r/f is not authorized to perform: sqs:SendMessage";
const report = { at: new Date(), service: "iam", message };

test("what the runtime complains of is trouble on the board, in its own words", () => {
  expect(fromReport({ ...report, level: "error" })).toEqual({ kind: "trouble", message: `iam: ${message}` });
});

test.each(["info", "warn"] as const)("what it merely notes (%s) is not", (level) => {
  expect(fromReport({ ...report, level })).toBeNull();
});
