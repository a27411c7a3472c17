import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InvalidConfig, resolveConfig } from "../../../infra/config/resolve-config.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";

const folder = mkdtempSync(join(tmpdir(), "config-"));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const configFile = (name: string, changes: object): string =>
  file(name, `export default ${JSON.stringify({ ...pipelineConfig, ...changes })};`);

const [team] = Object.values(pipelineConfig.teams);

describe("what is no configuration says what to write instead", () => {
  test.each([
    [
      join(folder, "none.ts"),
      "there is no such configuration file: give the path of one, like infra/pipeline.config.ts",
    ],
    [folder, "is a folder, not a configuration: give the path of one"],
    [file("policies.json", "{}"), "is JSON, and a configuration is TypeScript: give the path of one"],
    [file("broken.mjs", "export default {"), "is no configuration that can be loaded: "],
    [file("empty.mjs", ""), "exports no configuration: write `export default defineConfig"],
    [file("text.mjs", "export default 'pipeline'"), "(file): write an object here, in { }"],
    [
      configFile("key.mjs", { clasification: {} }),
      "(file): knows nothing called clasification: did you mean classification?",
    ],
    [
      configFile("team.mjs", { teams: { care: { ...team, take: [] } } }),
      "teams.care: knows nothing called take: take it out, it knows takes, ",
    ],
    [
      configFile("hours.mjs", { teams: { care: { ...team, hour: "office" } } }),
      "teams.care: knows nothing called hour: did you mean hours?",
    ],
    [
      configFile("days.mjs", { retention: { logDays: 8 } }),
      "retention.logDays: write 7, or 14, or 30, or 90, or 365",
    ],
    [
      configFile("holiday.mjs", {
        calendars: { o: { time_zone: "UTC", always_on: true, holidays: [{ contry: "DE" }] } },
      }),
      "calendars.o.holidays[0]: knows nothing called contry: did you mean country?",
    ],
  ])("%s", async (path, sentence) => {
    const refused = resolveConfig(path);
    await expect(refused).rejects.toThrow(InvalidConfig);
    await expect(refused).rejects.toThrow(sentence);
  });
});
