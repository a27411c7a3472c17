import { expect, test } from "vitest";
import { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { onCallInput } from "../../builders/an-on-call-config.ts";

const layer = (name: string, secret: string, more: object = {}) => ({ name, feed: { secret }, ...more });
const shift = { responder: "ada", from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" };
const issuesOf = (...layers: readonly object[]) => {
  const rosters = { duty: { time_zone: "UTC", layers } };
  const { error } = PipelineConfig.safeParse({ ...onCallInput(), rosters });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
};
const second = "rosters.duty.layers.1.feed.secret";

test("several layers may name one feed, and others beside it", () => {
  expect(issuesOf(layer("days", "rota"), layer("nights", "rota"), layer("more", "other-rota"))).toEqual([]);
});

test.each<[string, readonly object[], RegExp]>([
  [
    "is no name for outputs and tags",
    [layer("rota", "Nights Rota")],
    /^rosters\.duty\.layers\.0\.feed\.secret use lower-case letters/u,
  ],
  [
    "stands beside shifts",
    [layer("rota", "rota", { shifts: [shift] })],
    /^rosters\.duty\.layers\.0\.feed is in the place of shifts: take one of them out$/u,
  ],
  [
    "stands beside turns",
    [layer("rota", "rota", { turns: [["ada"]] })],
    /^rosters\.duty\.layers\.0\.feed does not go with turns: make it a layer of its own$/u,
  ],
  [
    "says how far it was read",
    [{ name: "rota", feed: { secret: "rota", readUntil: "2026-01-05T00:00:00Z" } }],
    /readUntil is told of what was read: take it out$/u,
  ],
  [
    "is read in two zones",
    [layer("days", "rota"), layer("nights", "rota", { time_zone: "Asia/Tokyo" })],
    new RegExp(`^${second} is read in another time zone by an earlier layer`, "u"),
  ],
  [
    "differs from another by dashes only",
    [layer("days", "day-s"), layer("nights", "days")],
    new RegExp(`^${second} differs from "day-s" by dashes only`, "u"),
  ],
  [
    "is an address, which is a secret",
    [{ name: "rota", feed: "https://calendar.example/private-1/basic.ics" }],
    /^rosters\.duty\.layers\.0\.feed write \{ secret: "nights-rota" \}/u,
  ],
])("a feed that %s is refused", (_, layers, sentence) => {
  const issues = issuesOf(...layers);
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatch(sentence);
});
