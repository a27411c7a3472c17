import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import { explainMention } from "../../../infra/cli/explain/explain-mention.ts";
import { aMention } from "../../builders/a-mention.ts";
import { explainCommand } from "../../../infra/cli/commands/explain.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "explain-"));

const typed = async (mention: unknown, isInteractive = false) => {
  const path = join(folder, "mention.json");
  writeFileSync(path, JSON.stringify(mention));
  const { terminal, printed, warned } = recordedTerminal({ isInteractive });
  const code = await runCommand(explainCommand, [path], { invocation: "explain", terminal });
  return { code, printed, warned };
};

const lockedOut = {
  text: "@brand my phone was stolen abroad and somebody is using my account right now, please block it!",
  createdAt: "2026-11-20T23:00:00Z",
};

test("a mention is explained from what it is to who is paged", async () => {
  const { code, printed } = await typed(lockedOut);
  expect(code).toBe(0);
  expect(JSON.parse(printed[0] ?? "")).toMatchObject({
    category: "service",
    urgent: true,
    team: "service",
    policy: expect.stringMatching(/^urgent service, service@[0-9a-f]{8}$/u),
    policyBecause: ["urgent", "service", "team service"],
    clocks: [
      {
        clock: "firstReply",
        seconds: 900,
        dueAt: "2026-11-20T23:15:00.000Z",
        because: "due 2026-11-20T23:15:00.000Z because urgent service team service, 15 min, always-on",
      },
      { clock: "nextReply" },
    ],
    pages: [
      {
        at: "2026-11-20T23:15:00.000Z",
        reason: "deadline-breached",
        asks: [{ who: "duty-webhook" }, { who: "duty-topic" }],
      },
    ],
  });
});

test("on a terminal each has its line", async () => {
  const { printed } = await typed({ ...lockedOut, platform: "facebook", kind: "message" }, true);
  expect(printed.map((line) => line.slice(0, 9).trim())).toEqual([
    "category",
    "urgency",
    "team",
    "policy",
    "clock",
    "clock",
    "paged",
  ]);
  expect(printed[4]).toContain(
    "never later than 2026-11-21T22:00:00.000Z, while the platform lets a brand answer",
  );
});

test("an instant with an offset is the same instant, and a channel says its platform", async () => {
  const asked = { ...lockedOut, channelId: "facebook", createdAt: "2026-11-21T00:00:00+01:00" };
  const [
    { printed },
    {
      printed: [same],
    },
  ] = [await typed(lockedOut), await typed(asked)];
  expect(JSON.parse(same ?? "")).toMatchObject({
    ...JSON.parse(printed[0] ?? ""),
    id: "facebook:a-mention",
  });
});

describe("what is no mention says where, and what to write instead", () => {
  test.each([
    [{ id: "1001" }, "  id: write an id like x:1001"],
    [{ channelId: "facebok" }, '  channelId: no channel is called "facebok": did you mean facebook?'],
    [{ platform: "twitter" }, "  platform: write one of x, facebook, instagram"],
    [{ kind: "metion" }, "; did you mean mention?"],
    [{ threadId: "" }, "  threadId: is empty: write something here"],
    [{ createdAt: "2026-02-30T00:00:00Z" }, "  createdAt: write an instant like 2026-03-04T09:00:00Z"],
  ])("%j", async (changes, sentence) => {
    const { code, printed, warned } = await typed({ ...lockedOut, ...changes });
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    expect(warned[0]).toContain(sentence);
  });
});

test("of a comment, the time in which it can be answered in private is told where it decides", () => {
  const month = { name: "a month", when: "default", targets: { firstReply: { seconds: 2_592_000 } } };
  const teams = { all: { takes: ["service", "sales", "chatter", "unsure"], pages: ["duty-webhook"] } };
  const config = parseConfig({ ...pipelineConfig, teams, policies: [month] }, "the test's configuration");
  const mention = aMention({ platform: "facebook", public: true, createdAt: lockedOut.createdAt });
  expect(explainMention(mention, config).clocks[0]?.because).toContain(
    "; never later than 2026-11-27T22:00:00.000Z, while the platform lets a brand answer in private",
  );
});

test("what is no mention is told in words", async () => {
  const { code, warned } = await typed({ platform: "x" });
  expect(code).toBe(2);
  expect(warned.join("\n")).toContain("write what it says");
});
