import { describe, expect, test } from "vitest";
import { recordedFrom, story } from "../../events/story.ts";
import { parseExactly } from "../../shared/platforms/exact-json.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { normalise } from "../shared/platforms/channel.ts";
import { recordedBodies, recordedBody } from "./recorded-body.ts";

/** What would alarm a spectator. */
const offStage = [
  "consent-revoked",
  "filtered-stream-match",
  "mention-without-its-author",
  "one-unreadable-among-three",
];

const names = story.map(({ platform, body }) => `${platform}/${body}`);

test("the story plays bodies that exist, on the demo's two platforms, and none that would alarm a spectator", () => {
  const recorded = (["x", "facebook"] as const).flatMap((platform) =>
    recordedBodies(platform)
      .filter((body) => !offStage.includes(body))
      .map((body) => `${platform}/${body}`),
  );
  expect(names.filter((name) => !recorded.includes(name))).toEqual([]);
  expect(new Set(names).size).toBeGreaterThan(70);
});

test("the story goes forward, for a minute or so, and delivers one body twice", () => {
  const times = story.map(({ after }) => after);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBeLessThan(90);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(["x/outage-at-night"]);
});

test("each body is news when its turn comes", () => {
  const seen = new Set<string>();
  for (const { after, platform, body } of story) {
    const recordedAt = rehearsals[platform].recordedAt(recordedBody(platform, body));
    const firstTime = !seen.has(body);
    seen.add(body);
    if (recordedAt === null || !firstTime) continue;
    const age = recordedFrom.getTime() + after * 1000 - recordedAt.getTime();
    expect({ body, fresh: age >= 0 && age < 4000 }).toEqual({ body, fresh: true });
  }
});

describe.each([
  { told: "as it was recorded", byMs: 0 },
  { told: "on another night", byMs: 41 * 86_400_000 + 12_345 },
])("told $told", ({ byMs }) => {
  const outcomes = story.flatMap(({ platform, body, category }) =>
    normalise(platform, parseExactly(rehearsals[platform].freshen(recordedBody(platform, body), byMs))).map(
      (outcome) => ({ ...outcome, body, category }),
    ),
  );
  const mentions = outcomes.flatMap((outcome) => (outcome.outcome === "mention" ? [outcome] : []));
  const replies = outcomes.flatMap((outcome) => (outcome.outcome === "reply" ? [outcome.reply] : []));

  test("every answer of the brand answers a mention of the story", () => {
    const known = new Set<string>(mentions.map(({ mention }) => mention.id));
    const answered = replies.filter(({ replyTo }) => replyTo !== null);
    expect(answered).toHaveLength(4);
    for (const { platform, replyTo } of answered) expect(known).toContain(`${platform}:${replyTo}`);
  });

  test("the outage, its follow-up and the thanks are one conversation", () => {
    const thread = mentions.filter(({ mention }) => mention.author.handle === "mara_nightshift");
    expect(thread).toHaveLength(4);
    expect(new Set(thread.map(({ mention }) => mention.threadId)).size).toBe(1);
  });

  test("all three categories are heard, several times each", () => {
    for (const category of ["service", "sales", "chatter"])
      expect(mentions.filter((mention) => mention.category === category).length).toBeGreaterThan(8);
  });

  test("only what a mention says is given a category", () => {
    const heard = new Set(mentions.map(({ body }) => body));
    const labelled = story.filter(({ category }) => category !== undefined);
    expect(labelled.filter(({ body }) => !heard.has(body))).toEqual([]);
  });
});
