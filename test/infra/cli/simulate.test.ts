import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { simulateCommand } from "../../../infra/cli/commands/simulate.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "simulate-"));
const file = (name: string, ...lines: unknown[]): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );
  return path;
};

const typed = async (
  words: readonly string[],
  isInteractive = false,
  progress: (line: string) => void = () => undefined,
) => {
  const { terminal, printed, warned } = recordedTerminal({ isInteractive, progress });
  const code = await runCommand(simulateCommand, words, { invocation: "simulate", terminal });
  return { code, printed, warned };
};

const policies = {
  calendars: {
    office: { time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]], fri: [["09:00", "17:00"]] } },
  },
  hours: { care: "office" },
  policies: [
    {
      name: "urgent service",
      when: { urgent: true, categories: ["service"] },
      targets: { firstReply: { seconds: 900, calendar: "always-on" } },
    },
    { name: "chatter", when: { categories: ["chatter"] }, targets: {} },
    {
      name: "rest",
      when: "default",
      targets: { firstReply: { seconds: 3600 }, nextReply: { seconds: 60 }, resolution: { seconds: 7200 } },
      pauseWhile: ["answered"],
    },
  ],
};

const friday = "2026-11-20T15:30:00Z";
const asked = { createdAt: friday, category: "service", team: "care" };

test("each policy, team and clock has its shares, and a bad line its number", async () => {
  const mentions = file(
    "past.jsonl",
    { ...asked, urgency: "urgent", answeredAt: "2026-11-20T15:45:00Z" },
    { ...asked, urgent: true, answeredAt: "2026-11-20T15:45:00.001Z" },
    { ...asked, answeredAt: "2026-11-23T08:30:00Z" },
    { ...asked, answeredAt: "soon" },
    { ...asked, answeredAt: null, createdAt: "2999-01-01T00:00:00Z" },
    { ...asked, isFollowUp: true, answeredAt: "2026-11-20T15:32:00Z" },
    "{",
    { ...asked, category: "chatter", team: "fans" },
  );
  const { code, printed } = await typed([file("policies.json", policies), mentions]);
  const lines = printed.map((line): unknown => JSON.parse(line));
  expect(code).toBe(1);
  expect(lines).toEqual([
    { line: 4, error: expect.stringMatching(/^answeredAt: write an instant/u) },
    { line: 7, error: "is no JSON: write one object on each line" },
    expect.objectContaining({ policy: "urgent service", team: "care", met: 1, breached: 1, metShare: 0.5 }),
    expect.objectContaining({ policy: "chatter", team: "fans", clock: null, mentions: 1, metShare: null }),
    expect.objectContaining({
      policy: "rest",
      clock: "firstReply",
      met: 1,
      breached: 0,
      running: 1,
      metShare: 1,
    }),
    expect.objectContaining({ policy: "rest", clock: "nextReply", met: 0, breached: 1, breachedShare: 1 }),
  ]);
});

test("a clock stands still in the statuses its policy names", async () => {
  const resolved = { ...asked, createdAt: "2026-11-20T08:00:00Z", answeredAt: "2026-11-20T08:10:00Z" };
  const statuses = [
    { status: "open", since: "2026-11-20T08:00:00Z" },
    { status: "answered", since: "2026-11-20T08:10:00Z" },
    { status: "open", since: "2026-11-20T10:10:00Z" },
  ];
  const mentions = file(
    "resolved.jsonl",
    { ...resolved, resolvedAt: "2026-11-20T12:00:00Z", statuses },
    { ...resolved, resolvedAt: "2026-11-20T12:00:01Z", statuses },
  );
  const { printed } = await typed([file("policies.json", policies), mentions]);
  expect(JSON.parse(printed[1] ?? "")).toMatchObject({ clock: "resolution", met: 1, breached: 1 });
});

const answered = { ...asked, answeredAt: "2026-11-20T15:45:00Z" };

describe("a line that would make the figures wrong is left out, and says what to write instead", () => {
  test.each([
    [
      { answeredAt: "2026-11-20T15:29:59Z" },
      /^answeredAt: is before createdAt: write when it happened, or null/u,
    ],
    [{ claimedAt: "2026-11-20T15:29:59Z" }, /^claimedAt: is before createdAt/u],
    [{ resolvedAt: "2026-11-20T16:29:59+01:00" }, /^resolvedAt: is before createdAt/u],
    [
      {
        statuses: [
          { status: "open", since: "2026-11-20T16:00:00Z" },
          { status: "answered", since: "2026-11-20T15:00:00Z" },
        ],
      },
      /^statuses\[1\]\.since: is before the status it follows/u,
    ],
    [
      { team: "caer" },
      /^team: no team is called "caer": did you mean care\? If it is another team, give it hours/u,
    ],
    [{ channel: "x-eurpoe" }, /^channel: no channel is called "x-eurpoe": did you mean x-europe\?$/u],
    [{ category: "sevrice" }, /^category: write one of service, sales, chatter; did you mean service\?$/u],
    [
      { answeredAt: undefined, answerdAt: friday },
      "knows nothing called answerdAt: did you mean answeredAt?",
    ],
    [{ createdAt: "2026-02-30T09:00:00Z" }, /^createdAt: write an instant like/u],
  ])("%j", async (changes, error) => {
    const [first = policies.policies[0], ...others] = policies.policies;
    const europe = { ...first, name: "europe", when: { channels: ["x-europe"] } };
    const book = file("named.json", { ...policies, policies: [europe, first, ...others] });
    const { code, printed } = await typed([book, file("two.jsonl", { ...answered, ...changes }, answered)]);
    const [refused, ...tallies] = printed.map((line): unknown => JSON.parse(line));
    expect(code).toBe(1);
    expect(refused).toEqual({ line: 1, error: expect.stringMatching(error) });
    expect(tallies).toEqual([expect.objectContaining({ mentions: 1 })]);
  });
});

test("fields nobody here knows say nothing, and an answer in the very second is one", async () => {
  const exported = { ...answered, answeredAt: friday, id: "x:1", channelId: "x", author: { handle: "ada" } };
  const { code, printed } = await typed([file("policies.json", policies), file("more.jsonl", exported)]);
  expect({ code, tallies: printed.length }).toEqual({ code: 0, tallies: 1 });
});

test("whoever has no hours is counted around the clock, and that is told", async () => {
  const { team: _, ...nobodys } = answered;
  const lines = [answered, { ...answered, team: "fans" }, { ...answered, team: "fans" }, nobodys];
  const { code, warned } = await typed([file("policies.json", policies), file("fans.jsonl", ...lines)]);
  expect(code).toBe(0);
  expect(warned).toEqual([
    expect.stringMatching(/^Team "fans" has no hours in these policies: its mentions \(2\) were counted/u),
    expect.stringMatching(/^Mentions without a team \(1\) were counted around the clock/u),
  ]);
});

test("a name that every object has is a team like any other", async () => {
  const { code, printed } = await typed([
    file("policies.json", policies),
    file("odd.jsonl", { ...answered, team: "constructor" }),
  ]);
  expect({ code, printed }).toEqual({ code: 0, printed: [expect.stringContaining('"constructor"')] });
});

test("nothing to try them on is refused in a sentence", async () => {
  const book = file("policies.json", policies);
  expect(await typed([book, file("empty.jsonl", "", "")])).toMatchObject({
    code: 2,
    warned: [
      expect.stringMatching(/empty\.jsonl is empty: write a line for each past mention$/u),
      expect.anything(),
    ],
  });
  expect(await typed([book, folder])).toMatchObject({
    code: 2,
    warned: [
      expect.stringMatching(/ is a folder: give the path of a file of past mentions/u),
      expect.anything(),
    ],
  });
});

test("many lines say how far they are, where somebody looks", async () => {
  const said: string[] = [];
  const lines = Array.from({ length: 5001 }, () => answered);
  const mentions = file("many.jsonl", ...lines);
  await typed([file("policies.json", policies), mentions], true, (line) => void said.push(line));
  expect(said).toEqual(["5000 lines read", ""]);
});

test("on a terminal it is a table", async () => {
  const { printed, code } = await typed(
    [file("policies.json", policies), file("one.jsonl", { ...asked, answeredAt: "2026-11-27T09:00:00Z" })],
    true,
  );
  expect(code).toBe(0);
  expect(printed[1]).toMatch(/^rest +care +firstReply +1 +0 \(0\.0 %\) +1 \(100\.0 %\) +0$/u);
});

test.each([
  [{ policies: [] }, "policies: none is the default"],
  [
    { policies: [policies.policies[2], policies.policies[0]], calendars: policies.calendars },
    'policies[1]: can never hold: "rest" holds whenever it does',
  ],
  [
    {
      policies: [
        {
          ...policies.policies[0],
          when: "default",
          targets: { firstReply: { seconds: 1, calendar: "moon" } },
        },
      ],
    },
    'policies[0].targets.firstReply.calendar: no calendar is called "moon"',
  ],
  [
    {
      ...policies,
      policies: [{ name: "care", when: { teams: ["caer"] }, targets: {} }, policies.policies[2]],
    },
    'policies[0].when.teams[0]: no team is called "caer": did you mean care?',
  ],
  [{ policys: policies.policies }, "(file): knows nothing called policys: did you mean policies?"],
  [
    { policies: [{ ...policies.policies[2], targets: { frstReply: { seconds: 60 } } }] },
    "policies[0].targets: knows nothing called frstReply: did you mean firstReply?",
  ],
])("policies that make no sense are refused with their path: %j", async (written, sentence) => {
  const { code, warned } = await typed([file("bad.json", written), file("none.jsonl", "")]);
  expect(code).toBe(2);
  expect(warned.join("\n")).toContain(sentence);
});

test("a configuration is as good as a file of policies", async () => {
  const config = `${import.meta.dirname}/../../../infra/pipeline.config.ts`;
  const late = { ...asked, team: "service", urgent: true, answeredAt: "2026-11-20T15:46:00Z" };
  const { printed } = await typed([config, file("config.jsonl", late)]);
  expect(JSON.parse(printed[0] ?? "")).toMatchObject({ policy: "urgent service, service", breached: 1 });
});

test("a configuration knows every team and channel there is", async () => {
  const config = `${import.meta.dirname}/../../../infra/pipeline.config.ts`;
  const mentions = file(
    "strangers.jsonl",
    { ...answered, team: "care" },
    { ...answered, team: "sercive", channel: "y" },
    { ...answered, team: "service", channel: "x" },
  );
  const { code, printed } = await typed([config, mentions]);
  expect(code).toBe(1);
  expect(printed.slice(0, 2).map((line): unknown => JSON.parse(line))).toEqual([
    { line: 1, error: expect.stringMatching(/^team: no team is called "care": there are service, sales/u) },
    {
      line: 2,
      error: expect.stringMatching(
        /^team: no team is called "sercive": did you mean service\?; channel: no channel is called "y": there are x/u,
      ),
    },
  ]);
});
