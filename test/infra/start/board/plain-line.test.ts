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

test("a page comes with what can be opened of it, so that whoever tries it here can take it", () => {
  const links = [{ label: "Acknowledge or hand over", url: "http://127.0.0.1:8787/pages/1" }];
  const page = {
    kind: "page-received",
    action: "trigger",
    title: "Too late",
    repeated: false,
    links,
  } as const;
  expect(plainLine(page)).toBe(
    "page      Too late  arrived\n          Acknowledge or hand over: http://127.0.0.1:8787/pages/1",
  );
});
