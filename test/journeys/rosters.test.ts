/** Nobody is in trouble, and people are told all the same: that they are on call soon, and that nobody will be. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesize } from "../../infra/local/synthesize.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import { grantsLike, withoutGrants } from "./grants-like.ts";
import journeysConfig from "./journeys.config.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

const place = mkdtempSync(join(tmpdir(), "firstreply-rosters-"));
const configFile = join(place, "config.ts");
let pipeline: Pipeline;

const inMinutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString().slice(0, 16);
/** Ada and Ben take turns every hour; ten minutes from now Ada begins. */
const nextHandOver = inMinutes(10);
const turns = {
  name: "turns",
  turns: [["ada"], ["ben"]],
  rotation: { type: "hourly" as const, start_local: nextHandOver },
};

beforeAll(async () => {
  const { service, ...others } = journeysConfig.teams;
  const config = {
    ...journeysConfig,
    stackName: "Rosters",
    responders: {
      ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["duty-webhook"] },
      ben: { name: "Ben", zone: "UTC", reachedBy: ["duty-topic"] },
    },
    rosters: { duty: { time_zone: "UTC", layers: [turns] } },
    escalations: { service: { levels: [{ to: [{ roster: "duty" }], waitSeconds: 300 }] } },
    catchAll: ["duty-webhook", "duty-topic", "duty-chat", "duty-mail"],
    notices: { dailyAt: "00:00" },
    teams: { ...others, service: { ...service, replyWithinSeconds: 3600, pages: [], escalation: "service" } },
  };
  writeFileSync(configFile, `export default ${JSON.stringify(config)};`);
  const assembly = join(place, "assembly");
  await synthesize({ configFile, outputDirectory: assembly });
  pipeline = await startPipeline({ assembly, asynchronousRetryDelaysSeconds: [0, 0] });
});
afterAll(async () => {
  await pipeline.stop();
  rmSync(place, { recursive: true, force: true });
});

const typed = (...words: string[]) =>
  firstreply(...words, "--config", configFile, "--data", pipeline.dataDirectory);
const pagesAbout = (kind: string) => pipeline.pages.filter(({ page }) => page.about.kind === kind);
const told = (what: string, count: number) =>
  eventually(
    () => (pagesAbout(what).length >= count ? pagesAbout(what) : undefined),
    () => `no page about a ${what}. ${pipeline.complaints.slice(-5).join("\n")}`,
  );

test("whoever takes somebody out of a roster is shown the gap, and has to mean it", async () => {
  const out = ["override", "add", "duty", "--remove", "ada", "--to", `${inMinutes(48 * 60)}:00Z`];
  expect(await typed(...out)).toMatchObject({ code: 1, lines: [{ outcome: "refused" }] });
  expect(await typed(...out, "--from", `${inMinutes(120)}:00Z`, "--by", "Eve", "--yes")).toMatchObject({
    code: 0,
    lines: [{ outcome: "made", by: "Eve" }],
  });
  expect((await typed("coverage")).code).toBe(1);
  expect((await typed("on-call")).lines).toMatchObject([
    { roster: "duty", onCall: [{ responder: "ben" }], isConfigurationOnly: false },
  ]);
});

test("Ada is told that she begins soon, and what waits, and the catch-all of the gaps", async () => {
  await pipeline.deliver("x", freshBody("x", "wrong-order-number"));
  const { conversationId } = await pipeline.takeFrom("ServiceQueueUrl", MentionRouted.detail);
  pipeline.runtime.tickNow();
  const [shift] = await told("shift", 1);
  expect(shift?.page).toMatchObject({
    severity: "info",
    title: expect.stringContaining("1 customer waits"),
    about: { responder: "Ada", at: `${nextHandOver}:00.000Z`, promised: [{ conversationId }] },
  });
  const gaps = await told("roster", 20);
  expect(gaps[0]?.page).toMatchObject({ about: { problem: { kind: "gap", team: "service" } } });
  await pipeline.quiet();
});

test("and nobody is told twice", async () => {
  const before = pipeline.pages.length;
  pipeline.runtime.tickNow();
  const minded = () => pipeline.logs.filter((line) => line.includes("rosters.minded")).length;
  await eventually(
    () => minded() >= 2 || undefined,
    () => "nobody looked again",
  );
  await pipeline.quiet();
  expect(pipeline.pages.length).toBe(before);
});

test("a look that fails for good leaves a dead letter; all it may do was needed, and nothing else asked for", async () => {
  expect(pipeline.complaints.filter((one) => one.startsWith("iam: "))).toEqual([]);
  const reading = grantsLike(pipeline, { to: /MindRosters/u, action: "dynamodb:GetItem" });
  await withoutGrants(pipeline, reading, async () => {
    pipeline.runtime.tickNow();
    await eventually(
      () =>
        pipeline.runtime
          .queueDepths()
          .some(({ name, visible }) => /RosterWatchDeadLetters/u.test(name) && visible > 0) || undefined,
      () => "there is no dead letter",
    );
  });
  const unused = pipeline.runtime.grantsUnused().filter(({ to }) => /MindRosters/u.test(to));
  expect(unused.filter(({ action }) => !/^(logs|xray):/u.test(action))).toEqual([]);
});
