import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { simulateCommand } from "../../../infra/cli/commands/simulate.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "simulate-"));
const file = (name: string, ...lines: unknown[]): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );
  return path;
};

const typed = async (words: readonly string[], isInteractive = false) => {
  const printed: string[] = [];
  const warned: string[] = [];
  const terminal = {
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    isInteractive,
  };
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
    { line: 7, error: "is no JSON" },
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
