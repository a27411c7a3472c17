/**
 * Nobody is in trouble, and people are told all the same: that they are on call soon, and that nobody will be. And who is
 * on call is what a calendar elsewhere says.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
  const { service, sales, ...others } = journeysConfig.teams;
  const config = {
    ...journeysConfig,
    stackName: "Rosters",
    responders: {
      ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["duty-webhook"] },
      ben: { name: "Ben", zone: "UTC", reachedBy: ["duty-topic"] },
    },
    rosters: {
      duty: { time_zone: "UTC", layers: [turns] },
      calendar: { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "sales-rota" } }] },
    },
    escalations: {
      service: { levels: [{ to: [{ roster: "duty" }], waitSeconds: 300 }] },
      sales: { levels: [{ to: [{ roster: "calendar" }], waitSeconds: 300 }] },
    },
    catchAll: ["duty-webhook", "duty-topic", "duty-chat", "duty-mail"],
    notices: { dailyAt: "00:00" },
    teams: {
      ...others,
      service: { ...service, replyWithinSeconds: 3600, pages: [], escalation: "service" },
      sales: { ...sales, replyWithinSeconds: 1, pages: [], escalation: "sales" },
    },
  };
  writeFileSync(configFile, `export default ${JSON.stringify(config)};`);
  const assembly = join(place, "assembly");
  await synthesize({ configFile, outputDirectory: assembly });
  pipeline = await startPipeline({ assembly, asynchronousRetryDelaysSeconds: [0, 0] });
  mkdirSync(join(pipeline.dataDirectory, "feeds"));
  publishRota("Ada");
});
afterAll(async () => {
  await pipeline.stop();
  rmSync(place, { recursive: true, force: true });
});

/** As a calendar writes it. */
const compactInHours = (count: number): string => `${inMinutes(count * 60).replaceAll(/[-:]/gu, "")}00Z`;
/** Somebody has been on call for a day, and is for another. */
const publishRota = (title: string): void => {
  const event = [
    `DTSTART:${compactInHours(-24)}`,
    `DTEND:${compactInHours(24)}`,
    "UID:1",
    `SUMMARY:${title}`,
  ];
  const lines = ["VCALENDAR", "VEVENT"].flatMap((name) => `BEGIN:${name}`);
  writeFileSync(
    join(pipeline.dataDirectory, "feeds", "sales-rota.ics"),
    [...lines, ...event, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n"),
  );
};

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
  expect((await typed("on-call", "--roster", "duty")).lines).toMatchObject([
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

/** A sales conversation that runs out of time; resolves to who was paged. */
const pagedForSales = async (body: string): Promise<readonly string[]> => {
  await pipeline.deliver("x", freshBody("x", body));
  const { conversationId } = await pipeline.takeFrom("SalesQueueUrl", MentionRouted.detail);
  const pages = await eventually(
    async () => {
      const { pages: sent = [] } = (await pipeline.conversation(conversationId)) ?? {};
      return sent.length > 0 ? sent : undefined;
    },
    () => `nobody was paged. ${pipeline.complaints.slice(-5).join("\n")}`,
  );
  return pages.map(({ responder = "nobody" }) => responder);
};

test("a calendar elsewhere says that Ada is on call, and then that Ben is", async () => {
  expect((await typed("on-call", "--roster", "calendar")).lines).toMatchObject([
    { onCall: [{ responder: "ada", because: "layer rota" }] },
  ]);
  expect(await pagedForSales("family-plan-price")).toEqual(["ada"]);
  publishRota("Ben");
  expect(await typed("feeds")).toMatchObject({
    code: 0,
    lines: [
      { check: "feed sales-rota", verdict: "ok", saw: expect.stringMatching(/^read . s ago: 1 shift$/u) },
    ],
  });
  expect(await pagedForSales("hebrew-upgrade-question")).toEqual(["ben"]);
  const { lines } = await typed("doctor");
  for (const check of ["secret of sales-rota", "schedule of read-feeds", "feed sales-rota"])
    expect(lines).toContainEqual(expect.objectContaining({ check, verdict: "ok" }));
});

test("a look that fails for good leaves a dead letter; all it may do was needed, and nothing else asked for", async () => {
  expect(pipeline.complaints.filter((one) => one.startsWith("iam: "))).toEqual([]);
  const reading = [/MindRosters/u, /ReadFeeds/u].flatMap((to) =>
    grantsLike(pipeline, { to, action: "dynamodb:GetItem" }),
  );
  await withoutGrants(pipeline, reading, async () => {
    pipeline.runtime.tickNow();
    for (const box of [/RosterWatchDeadLetters/u, /RosterFeedsDeadLetters/u])
      await eventually(
        () =>
          pipeline.runtime.queueDepths().some(({ name, visible }) => box.test(name) && visible > 0) ||
          undefined,
        () => `there is no dead letter in ${box}`,
      );
  });
  const unused = pipeline.runtime.grantsUnused().filter(({ to }) => /MindRosters|ReadFeeds/u.test(to));
  expect(unused.filter(({ action }) => !/^(logs|xray):/u.test(action))).toEqual([]);
});
