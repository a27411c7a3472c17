import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { shiftsCommand } from "../../../../infra/cli/commands/shifts.ts";
import { onCallInput } from "../../../builders/an-on-call-config.ts";
import { typed } from "../typed.ts";
import { onCallFile } from "./config-file.ts";

const config = onCallFile();
const week = ["--from", "2026-12-01", "--to", "2026-12-03T06:00", "--offline", "--config", config];

test("each shift is a line, cut off at the ends of what is asked, on the roster's own wall", async () => {
  expect((await typed(shiftsCommand, week)).lines).toEqual([
    expect.objectContaining({
      roster: "duty",
      responder: "ben",
      from: "2026-11-30T23:00:00.000Z",
      to: "2026-12-01T19:00:00.000Z",
      because: "layer turns",
    }),
    expect.objectContaining({ responder: "ada", to: "2026-12-02T19:00:00.000Z" }),
    expect.objectContaining({ responder: "ben", to: "2026-12-03T05:00:00.000Z" }),
  ]);
});

test("one responder's are shown alone, and as a table on a terminal", async () => {
  const { printed } = await typed(shiftsCommand, [...week, "--responder", "ada"], { isInteractive: true });
  expect(printed.slice(1)).toEqual([
    expect.stringMatching(/^duty +2026-12-01 20:00 +2026-12-02 20:00 Europe\/Berlin +ada +layer turns$/u),
  ]);
});

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test("a feed that is written and named by a layer has the same people on call", async () => {
  const soon = ["--from", day(1), "--to", day(8), "--offline", "--config"];
  const { printed } = await typed(shiftsCommand, [...soon, config, "--ical"]);
  writeFileSync(join(dirname(config), "rota.ics"), printed.join("\n"));
  const fed = join(dirname(config), "fed.config.mjs");
  const duty = { time_zone: "Europe/Berlin", layers: [{ name: "turns", feed: "rota.ics" }] };
  writeFileSync(fed, `export default ${JSON.stringify({ ...onCallInput(), rosters: { duty } })};`);
  const [written, read] = await Promise.all(
    [config, fed].map(async (file) => (await typed(shiftsCommand, [...soon, file])).lines),
  );
  expect(written).toHaveLength(8);
  expect(read).toEqual(written);
});

test.each([
  [["--responder", "zoe"], 'no responder is called "zoe": there are ada, ben, cem'],
  [["--from", "2026-12-01", "--to", "2026-12-01"], "--to is not after --from ("],
  [
    ["--from", "2026-12-24", "--to", "2037-12-24"],
    "--from to --to is more than ten years: ask for less at once",
  ],
  [["--from", "soon"], "--from: write a date"],
])("%j is refused in a sentence", async (words, sentence) => {
  const { code, warned } = await typed(shiftsCommand, [...words, "--offline", "--config", config]);
  expect(code).toBe(2);
  expect(warned).toContain(sentence);
});
