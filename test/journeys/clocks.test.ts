/** Every clock a policy can promise, on the bus and as `firstreply` tells and changes it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { synthesize } from "../../infra/local/synthesize.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { DeadlineWarned } from "../../shared/contracts/deadline-warned.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { customersOnX } from "./customers-on-x.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import journeysConfig from "./journeys.config.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";

const place = mkdtempSync(join(tmpdir(), "firstreply-clocks-"));
const configFile = join(place, "config.ts");
let pipeline: Pipeline;
let customers: ReturnType<typeof customersOnX>;
/** What the bus was told of clocks, in order. */
const told: {
  readonly detailType: string;
  readonly detail: DeadlineWarned | DeadlineBreached;
  readonly at: Date;
}[] = [];

/** Service is warned four seconds before its eight are over; sales has as long as it is told. */
const writeConfig = (file: string, salesSeconds: number): void => {
  const teams = Object.entries(journeysConfig.teams).map(([id, team]) => {
    const { replyWithinSeconds: _, ...rest } = team;
    return [id, rest];
  });
  const config = {
    ...journeysConfig,
    teams: Object.fromEntries(teams),
    rules: [
      { name: "parcels", when: { keywords: ["parcel"] }, decides: { category: "service", urgent: false } },
      { name: "plans", when: { keywords: ["family plan"] }, decides: { category: "sales", urgent: false } },
    ],
    policies: [
      { name: "sales", when: { teams: ["sales"] }, targets: { firstReply: { seconds: salesSeconds } } },
      {
        name: "all of it",
        when: "default",
        targets: {
          claim: { seconds: 600 },
          firstReply: { seconds: 8, warnings: [{ secondsBefore: 4 }] },
          resolution: { seconds: 3600 },
        },
        pauseWhile: ["answered"],
      },
    ],
  };
  writeFileSync(file, `export default ${JSON.stringify(config)};`);
};

beforeAll(async () => {
  const assembly = join(place, "assembly");
  writeConfig(configFile, 1800);
  await synthesize({ configFile, outputDirectory: assembly });
  pipeline = await startPipeline({ assembly });
  customers = customersOnX(pipeline);
  pipeline.runtime.onEvent(({ detailType, event }) => {
    const contract = [DeadlineWarned, DeadlineBreached].find((one) => one.detailType === detailType);
    if (contract === undefined) return;
    const { detail } = z.object({ detail: contract.detail }).parse(JSON.parse(event));
    told.push({ detailType, detail, at: new Date() });
  });
  // Until every process is up: what is due in seconds is not for one that is compiled first.
  const { conversationId: first } = await customers.customerWrites("@brand how much is the family plan?");
  await conversationThat(first, "there", () => true);
  await pipeline.quiet();
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(place, { recursive: true, force: true });
});

const run = (command: string, ...words: string[]) =>
  firstreply(command, ...words, "--config", configFile, "--data", pipeline.dataDirectory);

const conversationThat = (
  id: string,
  what: string,
  isSo: (conversation: Conversation) => boolean,
): Promise<Conversation> =>
  eventually(
    async () => {
      const conversation = await pipeline.conversation(id);
      return conversation !== null && isSo(conversation) ? conversation : undefined;
    },
    () => `${id} never was ${what}. ${pipeline.complaints.slice(-3).join("\n")}`,
    45_000,
  );

const clocksOf = ({ clocks }: Conversation): Record<string, string> =>
  Object.fromEntries(clocks.map(({ name, state }) => [name, state]));

const today = (): string => new Date().toISOString().slice(0, 10);

let post: string;
let conversationId: string;

test("a first reply is warned of, then missed, each told once and none before its time", async () => {
  ({ post, conversationId } = await customers.customerWrites("@brand where is my parcel?"));
  await conversationThat(conversationId, "too late", (known) => clocksOf(known)["firstReply"] === "breached");
  const ours = () => told.filter(({ detail }) => detail.conversationId === conversationId);
  await eventually(
    () => ours().length > 1 || undefined,
    () => `told only ${JSON.stringify(ours())}`,
  );
  await pipeline.quiet();
  expect(ours().map(({ detailType }) => detailType)).toEqual(["DeadlineWarned", "DeadlineBreached"]);
  const dueAt = ours().map(({ detailType, detail: { clock } }) =>
    detailType === "DeadlineWarned" ? clock.warnAt?.[0] : clock.dueAt,
  );
  const early = ours().filter(({ at }, index) => at.getTime() < Date.parse(dueAt[index] ?? ""));
  expect(dueAt.map(String).join()).toMatch(/Z,.*Z$/u);
  expect(early).toEqual([]);
});

test("whoever takes it meets the claim, and the customer still waits", async () => {
  const { code, lines } = await run("acknowledge", conversationId, "--by", "ada");
  expect([code, lines]).toMatchObject([0, [{ conversationId, outcome: "done" }]]);
  const taken = await conversationThat(conversationId, "taken", ({ claims = [] }) => claims.length > 0);
  expect(clocksOf(taken)).toEqual({ firstReply: "breached", claim: "met", resolution: "running" });
});

test("the brand's own answer, told three times, pauses the resolution", async () => {
  await customers.brandAnswers({ post }, 3);
  const answered = await conversationThat(conversationId, "answered", ({ status }) => status === "answered");
  expect(clocksOf(answered)).toEqual({ firstReply: "breached", claim: "met", resolution: "paused" });
  await pipeline.quiet();
});

test("whoever closes it meets the resolution", async () => {
  expect(await run("close", conversationId, "--by", "Ada")).toMatchObject({ code: 0 });
  const closed = await conversationThat(conversationId, "closed", ({ status }) => status === "closed");
  expect(clocksOf(closed)).toEqual({ firstReply: "breached", claim: "met", resolution: "met" });
});

test("its history tells every clock of it, in order, by anything said in it", async () => {
  const { lines } = await run("history", `x:${post}`, "--zone", "UTC");
  const ofClocks = lines.filter(({ clock }) => typeof clock === "string");
  expect(ofClocks.map(({ clock, what }) => `${String(clock)} ${String(what)}`)).toEqual([
    "firstReply started",
    "claim started",
    "resolution started",
    "firstReply warned",
    "firstReply breached",
    "claim met",
    "firstReply met",
    "resolution paused",
    "resolution resumed",
    "resolution met",
  ]);
  const instants = lines.map(({ at }) => String(at));
  expect(instants).toEqual(instants.toSorted());
  expect(lines.find(({ what }) => what === "breached")).toMatchObject({
    sentence: "first reply breached: nobody did it in time",
  });
  expect(lines.filter(({ cause }) => cause === "Ada")).not.toEqual([]);
});

test("the report counts it once", async () => {
  const { code, lines } = await run("report", "--team", "service", "--from", today(), "--to", today());
  expect([code, lines]).toMatchObject([0, [{ clock: "firstReply", met: 0, breached: 1, metShare: 0 }]]);
});

test("under a changed policy a due time moves when somebody asks for it, and says why", async () => {
  const { post: asked, conversationId: id } = await customers.customerWrites(
    "@brand how much is the family plan?",
  );
  const before = await conversationThat(id, "there", () => true);
  const changed = join(place, "changed.ts");
  writeConfig(changed, 3600);
  const runChanged = (...words: string[]) =>
    firstreply(...words, "--config", changed, "--data", pipeline.dataDirectory);
  const recompute = (...words: string[]) => runChanged("recompute", "--team", "sales", ...words);
  const to = new Date(Date.parse(before.dueAt ?? "") + 1800 * 1000).toISOString();
  const move = { conversationId: id, clock: "firstReply", from: before.dueAt, to };

  const movesIn = ({ lines }: Awaited<ReturnType<typeof recompute>>) =>
    lines.filter(({ conversationId: moved }) => moved === id);
  expect(movesIn(await recompute())).toMatchObject([move]);
  expect((await pipeline.conversation(id))?.dueAt).toBe(before.dueAt);
  const moved = movesIn(await recompute("--by", "Ada", "--yes"));
  expect(moved).toEqual([{ ...move, policy: expect.stringMatching(/^sales@/u) }]);
  expect((await pipeline.conversation(id))?.dueAt).toBe(to);
  const history = await runChanged("history", `x:${asked}`, "--zone", "UTC");
  expect(history.lines.at(-1)).toMatchObject({
    what: "moved",
    cause: "Ada",
    sentence: expect.stringMatching(/^first reply moved from .* to .* because sales, .*, as Ada asked$/u),
  });
});
