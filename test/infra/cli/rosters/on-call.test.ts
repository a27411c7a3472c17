import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { onCallCommand } from "../../../../infra/cli/commands/on-call.ts";
import { answerRosters } from "../../../../infra/cli/rosters/answer-rosters.ts";
import { onCallIn } from "../../../../infra/cli/rosters/on-call-in.ts";
import { anOnCallConfig, twoTakeTurns } from "../../../builders/an-on-call-config.ts";
import { change } from "../../../shared/domain/roster/layers.ts";
import { typed } from "../typed.ts";
import { onCallFile } from "./config-file.ts";

const config = onCallFile();
const night = ["--at", "2026-01-05T23:00:00Z", "--offline", "--config", config];

test("each roster says who is on call, why, until when, and how they are reached", async () => {
  expect(await typed(onCallCommand, night)).toMatchObject({
    code: 0,
    lines: [
      {
        roster: "duty",
        at: "2026-01-05T23:00:00.000Z",
        onCall: [
          {
            responder: "ada",
            name: "Ada",
            because: "layer turns",
            until: "2026-01-06T19:00:00.000Z",
            reachedBy: ["duty-webhook", "duty-topic"],
          },
        ],
        nextAt: null,
        isConfigurationOnly: true,
      },
    ],
  });
});

test("on a terminal times are told as the roster's wall shows them", async () => {
  const { printed, warned } = await typed(onCallCommand, night, { isInteractive: true });
  expect(printed[1]).toBe(
    "duty    Ada      2026-01-06 20:00 Europe/Berlin  duty-webhook, then duty-topic  layer turns",
  );
  expect(warned).toBe("This is the configuration only: what was changed while it runs is left out.");
});

test("where there is no deployment, that is told, and the configuration shown", async () => {
  const { code, lines, warned } = await typed(onCallCommand, ["--config", config, "--data", "/nowhere"]);
  expect({ code, lines }).toMatchObject({ code: 0, lines: [{ isConfigurationOnly: true }] });
  expect(warned).toMatch(/^\/nowhere\/outputs\.json is not there[^]*\nThis is the configuration only/u);
});

test("a run that has ended is shown with the people it was started with", async () => {
  const data = mkdtempSync(join(tmpdir(), "ended-"));
  const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_REGION: "r", AWS_ACCESS_KEY_ID: "k" };
  const lines = Object.entries({ ...env, AWS_SECRET_ACCESS_KEY: "s", FIRSTREPLY_CONFIG: config });
  writeFileSync(join(data, "env"), lines.map(([name, value]) => `${name}=${value}`).join("\n"));
  expect(await typed(onCallCommand, ["--data", data])).toMatchObject({
    code: 0,
    lines: [{ roster: "duty", isConfigurationOnly: true }],
  });
});

test("a deployment that was named has to be there", async () => {
  const { code, lines } = await typed(onCallCommand, ["--config", config, "--outputs", "/nowhere.json"]);
  expect({ code, lines }).toEqual({ code: 2, lines: [] });
});

test("who nobody knows any more is told as nobody that can be reached", () => {
  const joins = change({
    kind: "override",
    add: "dora",
    from: "2026-01-05T22:00:00Z",
    to: "2026-01-06T00:00:00Z",
  });
  const rosters = {
    config: anOnCallConfig(),
    changes: new Map([["duty", [joins]]]),
    isConfigurationOnly: false,
  };
  expect(onCallIn(rosters, "duty", new Date("2026-01-05T23:00:00Z")).onCall).toMatchObject([
    { responder: "ada" },
    { responder: "dora", name: "dora", because: "override by ada", reachedBy: [] },
  ]);
});

test("nobody is told as nobody, and when somebody is", async () => {
  const [layer] = twoTakeTurns.layers;
  const later = { ...twoTakeTurns, layers: [{ ...layer, name: "turns", from: "2026-01-07" }] };
  const words = [...night.slice(0, 3), "--config", onCallFile({ rosters: { duty: later } })];
  expect(await typed(onCallCommand, words)).toMatchObject({
    lines: [{ onCall: [], nextAt: "2026-01-06T23:00:00.000Z" }],
  });
  const { printed } = await typed(onCallCommand, words, { isInteractive: true });
  expect(printed[1]).toContain("duty    nobody   2026-01-07 00:00 Europe/Berlin");
});

test("a roster that is not there is refused by name", async () => {
  const { code, warned } = await typed(onCallCommand, [...night, "--roster", "nights"]);
  expect(code).toBe(2);
  expect(warned).toContain('no roster is called "nights": there are duty');
});

async function* streamOf(lines: readonly unknown[]): AsyncGenerator<string> {
  for (const line of lines) yield typeof line === "string" ? line : JSON.stringify(line);
}

test("rosters on stdin are answered a line each, and a bad one stops none", async () => {
  const printed: unknown[] = [];
  const swap = change({
    kind: "swap",
    responder: "ada",
    taken_by: "ben",
    from: "2026-01-05T22:00:00Z",
    to: "2026-01-06T00:00:00Z",
  });
  const question = { roster: twoTakeTurns, at: "2026-01-06T00:00:00+01:00" };
  const lines = [
    question,
    { ...question, changes: [swap] },
    "{",
    { ...question, at: "soon" },
    { roster: { time_zone: "UTC", layers: [] }, at: question.at },
    { ...question, at: "2026-01-06T20:00:00+01:00" },
  ];
  const code = await answerRosters(streamOf(lines), (line) => void printed.push(JSON.parse(line)));
  expect({ code, printed }).toEqual({
    code: 1,
    printed: [
      { onCall: ["ada"] },
      { onCall: ["ben"] },
      { line: 3, error: expect.stringContaining("write a JSON object like") },
      { line: 4, error: expect.stringMatching(/^at: write an instant/u) },
      { line: 5, error: expect.stringMatching(/^roster\.layers: nobody is on call/u) },
      { onCall: ["ben"] },
    ],
  });
});
