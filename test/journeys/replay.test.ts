/** What the bus was told is told again from the command line, and changes nothing for whoever has heard it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
let data: string[];
beforeAll(async () => {
  pipeline = await startPipeline();
  data = ["--data", pipeline.dataDirectory];
});
afterAll(() => pipeline.stop());

const minutesFromNow = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const theLastMinutes = (): string[] => ["--from", minutesFromNow(-10), "--to", minutesFromNow(1)];

test("every event comes again under its own id, and nobody is woken twice", async () => {
  expect(await pipeline.deliver("facebook", freshBody("facebook", "comment-medical-alarm"))).toBe(200);
  const first = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  await eventually(
    () => pipeline.pages[0],
    () => "nobody was woken",
  );
  await pipeline.quiet();

  const { code, lines, stderr } = await firstreply("replay", ...theLastMinutes(), ...data);
  expect(stderr).toMatch(/The replay firstreply-\S+ has begun/u);
  expect({ code, lines }).toMatchObject({ code: 0, lines: [{ state: "COMPLETED", rules: [] }] });

  const again = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  expect(again).toEqual(first);
  await eventually(
    () => pipeline.logs.find((line) => line.includes("page.not-needed")),
    () => "page-on-call was not asked again",
  );
  await pipeline.quiet();
  expect(pipeline.pages).toHaveLength(1);
});

test("only the rule that is named hears of it", async () => {
  const before = pipeline.logs.filter((line) => line.includes("page.not-needed")).length;
  const { code, lines } = await firstreply("replay", ...theLastMinutes(), "--rule", "service", ...data);
  expect({ code, lines }).toMatchObject({
    code: 0,
    lines: [{ rules: [expect.stringContaining("Service")] }],
  });
  await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  await pipeline.quiet();
  expect(pipeline.logs.filter((line) => line.includes("page.not-needed"))).toHaveLength(before);
});

describe("what cannot be replayed ends with exit code 2 and a sentence that helps", () => {
  const night = ["--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T04:00:00Z"];
  test.each([
    [["--from", "yesterday", "--to", "today"], /--from: is no instant: write it like 2026-11-21T03:00:00Z/u],
    [["--from", "2026-11-21T04:00:00Z", "--to", "2026-11-21T03:00:00Z"], /--from must be before --to/u],
    [[...night, "--rule", "nobody"], /no rule is called "nobody": there is .*Service/u],
    [[...night, "--archive", "nowhere"], /no archive is called "nowhere"/u],
  ])("%j", async (words, sentence) => {
    const { code, stdout, stderr } = await firstreply("replay", ...words, ...data);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
  });
});
