import { expect, test } from "vitest";
import { onCallAt, timesOnCall } from "../../../../shared/domain/roster/times-on-call.ts";
import { change, minute, rosterIn, turnsOf } from "./layers.ts";

const nights = rosterIn("UTC", {
  turns: turnsOf("ada", "ben"),
  rotation: { type: "daily", start_local: "2026-01-05T20:00" },
  only: [{ start: "20:00", end: "08:00" }],
});
const ever = rosterIn("UTC", { turns: [["ada"]] });
const at = new Date("2026-01-05T23:00:00Z");
const stays = change({
  kind: "override",
  add: "ada",
  from: "2026-01-06T08:00:00Z",
  to: "2026-01-06T10:00:00Z",
});

test("what somebody has by one reason after the other is one time", () => {
  const window = { from: new Date("2026-01-05T12:00:00Z"), to: new Date("2026-01-07T12:00:00Z") };
  expect(
    timesOnCall(nights, window, [stays]).map(
      ({ from, to, responder, because }) => `${minute(from)} ${minute(to)} ${responder}: ${because}`,
    ),
  ).toEqual([
    "2026-01-05T20:00Z 2026-01-06T10:00Z ada: layer first",
    "2026-01-06T20:00Z 2026-01-07T08:00Z ben: layer first",
  ]);
});

test("who is on call has an end, whatever the reasons until then", () => {
  expect(onCallAt(nights, at, [stays])).toEqual({
    onCall: [{ responder: "ada", because: "layer first", until: new Date("2026-01-06T10:00:00Z") }],
    nextAt: null,
  });
});

test("who is on call for ever has none", () => {
  expect(onCallAt(ever, at).onCall).toEqual([{ responder: "ada", because: "layer first", until: null }]);
});

test("where nobody is on call it is told when somebody is", () => {
  expect(onCallAt(nights, new Date("2026-01-05T08:00:00Z"))).toEqual({
    onCall: [],
    nextAt: new Date("2026-01-05T20:00:00Z"),
  });
  const over = rosterIn("UTC", { turns: [["ada"]], until: "2026-01-05" });
  expect(onCallAt(over, at)).toEqual({ onCall: [], nextAt: null });
});
