import { expect, test } from "vitest";
import { coverageCommand } from "../../../../infra/cli/commands/coverage.ts";
import { onCallInput, twoTakeTurns } from "../../../builders/an-on-call-config.ts";
import { typed } from "../typed.ts";
import { onCallFile } from "./config-file.ts";

const [turns] = twoTakeTurns.layers;
const nights = {
  time_zone: "Europe/Berlin",
  layers: [
    { ...turns, name: "nights", only: [{ start: "20:00", end: "08:00" }], until: "2026-12-26T00:00:00Z" },
  ],
};
const week = ["--offline", "--from", "2026-12-24", "--to", "2026-12-26T00:00"];

test("somebody always there is worth a sentence, and exit code 0", async () => {
  const { code, printed, warned } = await typed(coverageCommand, [...week, "--config", onCallFile()]);
  expect({ code, printed }).toEqual({ code: 0, printed: [] });
  expect(warned).toContain("From 2026-12-24 to 2026-12-26 urgent service always has somebody to wake");
});

test("each gap, and each roster that ends, is a line; a gap is exit code 1", async () => {
  const config = onCallFile({ rosters: { duty: nights } });
  expect(await typed(coverageCommand, [...week, "--config", config])).toMatchObject({
    code: 1,
    lines: [
      {
        kind: "gap",
        team: "service",
        from: "2026-12-24T07:00:00.000Z",
        to: "2026-12-24T19:00:00.000Z",
        isMeant: false,
      },
      { kind: "gap", from: "2026-12-25T07:00:00.000Z", to: "2026-12-25T19:00:00.000Z" },
      { kind: "ends", roster: "duty", at: "2026-12-26T00:00:00.000Z" },
    ],
  });
});

test("what is meant is told, and no reason to fail", async () => {
  const { teams } = onCallInput();
  const service = {
    ...teams["service"],
    takes: ["service" as const],
    hours: "office",
    mayHaveNobodyOnCall: true,
  };
  const config = onCallFile({
    rosters: { duty: nights },
    calendars: { office: { time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]] } } },
    teams: { ...teams, service },
  });
  const { code, printed } = await typed(coverageCommand, [...week, "--config", config], {
    isInteractive: true,
  });
  expect({ code, printed }).toEqual({
    code: 0,
    printed: [
      "team service: 2026-12-24 08:00 to 2026-12-24 20:00 (Europe/Berlin), which is meant",
      "team service: 2026-12-25 08:00 to 2026-12-25 20:00 (Europe/Berlin), which is meant",
      "roster duty: ends 2026-12-26 01:00 (Europe/Berlin)",
    ],
  });
});

test.each([
  [["--from", "soon"], "--from: write a date"],
  [["--from", "2026-12-24", "--to", "2026-12-24"], "--to is not after --from ("],
  [
    ["--from", "2026-12-24", "--to", "2037-12-24"],
    "--from to --to is more than ten years: ask for less at once",
  ],
])("%j is refused", async (words, sentence) => {
  const { code, warned } = await typed(coverageCommand, [...words, "--offline", "--config", onCallFile()]);
  expect(code).toBe(2);
  expect(warned).toContain(sentence);
});
