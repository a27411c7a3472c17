import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { bundle, entriesOf } from "../../../infra/bundling/bundle.ts";
import { allFunctionNames } from "../../../infra/bundling/function-name.ts";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";

const place = mkdtempSync(join(tmpdir(), "bundle-"));
afterAll(() => rmSync(place, { recursive: true }));

const entry = join(place, "handler.ts");
writeFileSync(
  entry,
  `import config from "#config";
   import { createHash } from "node:crypto";
   export const handler = async (text: string) =>
     [config.stackName, createHash("sha256").update(text).digest("hex").length];`,
);
const config = parseConfig({ ...pipelineConfig, stackName: "Staging" }, "the test's configuration");
const bundled = (folder: string) =>
  bundle({ entries: { hello: entry }, config, correction: null, outputDirectory: join(place, folder) })(
    "hello",
  );

test("a bundle is one module that carries the checked configuration as data", async () => {
  const { directory } = bundled("one");
  expect(readdirSync(directory)).toEqual(["handler.mjs"]);
  const { handler } = await import(pathToFileURL(join(directory, "handler.mjs")).href);
  expect(await handler("hello")).toEqual(["Staging", 64]);
});

test("a bundle's size is known, and what it is made of lies beside it", () => {
  const { directory, bytes } = bundled("two");
  expect(readFileSync(join(directory, "handler.mjs"))).toHaveLength(bytes);
  expect(JSON.parse(readFileSync(join(directory, "../meta.json"), "utf8"))).toHaveProperty("inputs");
});

test("the same sources and configuration give the same bytes, wherever they are put", () => {
  const [here, there] = ["here", "there"].map((name) =>
    readFileSync(join(bundled(name).directory, "handler.mjs")),
  );
  expect(here).toEqual(there);
});

const lastingRosters = {
  duty: {
    time_zone: "UTC",
    layers: [{ name: "rota", shifts: Array.from({ length: 500 }, (_, index) => shiftOf(2027 + index)) }],
  },
};
function shiftOf(year: number) {
  return { responder: "ada", from: `${year}-01-01T00:00:00Z`, to: `${year}-02-01T00:00:00Z` };
}

test("receive-webhook, whose start a platform waits for, carries the channels of a configuration and no more of it", () => {
  const responders = { ada: { name: "Ada", zone: "UTC", reachedBy: ["duty-webhook"] } };
  const long = parseConfig(
    { ...pipelineConfig, responders, rosters: lastingRosters },
    "a long configuration",
  );
  const [short, rostered] = [config, long].map((given, index) => {
    const outputDirectory = join(place, `receive-webhook-${index}`);
    const entries = entriesOf(["receive-webhook"]);
    return bundle({ entries, config: given, correction: null, outputDirectory })("receive-webhook");
  });
  expect(rostered?.bytes).toBe(short?.bytes);
  expect(rostered?.bytes).toBeLessThan(100_000);
});

test("no function carries the world's holidays or Temporal", () => {
  const outputDirectory = join(place, "all");
  bundle({ entries: entriesOf(allFunctionNames), config, correction: null, outputDirectory });
  expect(readdirSync(outputDirectory)).toEqual(expect.arrayContaining([...allFunctionNames]));
  expect(readFileSync(join(outputDirectory, "meta.json"), "utf8")).not.toMatch(
    /date-holidays|temporal-polyfill/u,
  );
});
