import { expect, test } from "vitest";
import { graphRefusal } from "../../../../shared/platforms/meta/graph-refusal.ts";

test.each([
  [500, null, "Meta answered 500"],
  [502, "<html>", "Meta answered 502"],
  [500, { error: { message: "Try again", code: 0 } }, "Meta answered 500: Try again"],
  [400, { error: { message: "", code: 100, error_subcode: 33 } }, "Meta answered 400 (100/33)"],
  [
    400,
    { error: { message: "No\u001B[1m such\nfield", code: 100 } },
    "Meta answered 400 (100): No [1m such field",
  ],
])("%d with %j is told as: %s", (status, body, message) => {
  expect(graphRefusal({ status, headers: new Headers(), body, access: {} })).toMatchObject({ message });
});
