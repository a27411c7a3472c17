import { expect, test } from "vitest";
import { plainLine } from "../../../../infra/start/board/plain-line.ts";

test.each([
  ["trigger", false, "page      Too late: a customer  arrived"],
  ["trigger", true, "page      Too late: a customer  arrived again, under the same id"],
  ["update", false, "updated   Too late: a customer"],
  ["acknowledge", false, "acknowledged  Too late: a customer"],
  ["resolve", false, "resolved  Too late: a customer"],
  ["resolve", true, "resolved  Too late: a customer  again, under the same id"],
] as const)("what was told to %s (repeated: %s) is shown as what it is", (action, repeated, line) => {
  expect(plainLine({ kind: "page-received", action, title: "Too late: a customer", repeated })).toBe(line);
});
