import { describe, expect, test } from "vitest";
import { openAlertBook } from "../../../infra/start/alert-book.ts";

const routing_key = "r0ut1ngk3yr0ut1ngk3yr0ut1ngk3y00";
const event = (event_action: string, changes: object = {}) => ({
  routing_key,
  dedup_key: "x:1:2#1#ada",
  event_action,
  ...(event_action === "trigger" && { payload: { summary: "Too late" } }),
  ...changes,
});
const grown = { payload: { summary: "Too late (and 3 more)" } };

describe("an alert", () => {
  test("is raised, changed, taken and ended, under the title that people see", () => {
    const note = openAlertBook();
    const told = [event("trigger"), event("trigger", grown), event("acknowledge"), event("resolve")].map(
      note,
    );
    expect(told.map((one) => [one?.action, one?.title, one?.repeated])).toEqual([
      ["trigger", "Too late", false],
      ["update", "Too late (and 3 more)", false],
      ["acknowledge", "Too late (and 3 more)", false],
      ["resolve", "Too late (and 3 more)", false],
    ]);
  });

  test.each(["trigger", "acknowledge", "resolve"])("that is told to %s twice is told so again", (action) => {
    const note = openAlertBook();
    note(event("trigger"));
    if (action !== "trigger") note(event(action));
    expect(note(event(action))).toMatchObject({ action, repeated: true });
  });

  test("is raised anew once it is over", () => {
    const note = openAlertBook();
    for (const action of ["trigger", "resolve"]) note(event(action));
    expect(note(event("trigger"))).toMatchObject({ action: "trigger", repeated: false });
  });

  test("that was never raised is neither taken nor ended", () => {
    expect(openAlertBook()(event("resolve"))).toBeNull();
  });
});

test.each([
  ["a key that is none", event("trigger", { routing_key: "short" })],
  ["no summary", event("trigger", { payload: {} })],
  ["an action PagerDuty does not know", event("update")],
])("an event with %s is refused, as PagerDuty would", (_, broken) => {
  expect(() => openAlertBook()(broken)).toThrow(/./u);
});
