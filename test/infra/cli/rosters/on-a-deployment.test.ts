/** What people change while it runs, on the table of a deployment. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coverageCommand } from "../../../../infra/cli/commands/coverage.ts";
import { onCallCommand } from "../../../../infra/cli/commands/on-call.ts";
import { overrideAddCommand } from "../../../../infra/cli/commands/override-add.ts";
import { overrideListCommand } from "../../../../infra/cli/commands/override-list.ts";
import { overrideRemoveCommand } from "../../../../infra/cli/commands/override-remove.ts";
import { shiftsCommand } from "../../../../infra/cli/commands/shifts.ts";
import { swapOfferCommand } from "../../../../infra/cli/commands/swap-offer.ts";
import { swapTakeCommand } from "../../../../infra/cli/commands/swap-take.ts";
import { temporaryAddCommand } from "../../../../infra/cli/commands/temporary-add.ts";
import { openDynamodb, type DynamodbService } from "../../../../infra/local/dynamodb/dynamodb-service.ts";
import { resourceNamed, synthesized } from "../../constructs/synthesized.ts";
import pipelineConfig from "../../../../infra/pipeline.config.ts";
import { dynamoRosterFeeds } from "../../../../shared/aws/table/dynamo-roster-feeds.ts";
import { aKeptFeed } from "../../../builders/a-kept-feed.ts";
import { openTestAws, openTestFolder } from "../../local/gateway/open-test-aws.ts";
import { typed } from "../typed.ts";
import { onCallFile } from "./config-file.ts";

const { Properties: properties } = resourceNamed(synthesized(), "AWS::DynamoDB::Table", "Conversations");
const folder = openTestFolder();
const config = onCallFile();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let dynamodb: DynamodbService;
let where: string[];
let tableName: string;

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  dynamodb = await openDynamodb(aws.place);
  aws.gateway.serve("dynamodb", dynamodb.answer);
  const made = await dynamodb.resources["AWS::DynamoDB::Table"]?.({
    logicalId: "Conversations",
    type: "AWS::DynamoDB::Table",
    properties,
  });
  tableName = made?.ref ?? "";
  const outputs = { WebhookUrl: "http://127.0.0.1/webhooks", ConversationsTableName: tableName };
  writeFileSync(join(folder.path, "outputs.json"), JSON.stringify({ [pipelineConfig.stackName]: outputs }));
  const { accessKeyId, secretAccessKey } = aws.client.credentials;
  const env = {
    AWS_ENDPOINT_URL: aws.client.endpoint,
    AWS_REGION: aws.client.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(folder.path, "env"), lines.join("\n"));
  where = ["--config", config, "--data", folder.path];
}, 60_000);
afterAll(async () => {
  await dynamodb.stop?.();
  await aws.gateway.close();
  folder.dispose();
});

/** Far enough ahead that nothing is over. */
const year = 2050;
/** On the roster's wall, in Berlin. */
const hours = (from: string, to: string) => ["--from", `${year}-${from}`, "--to", `${year}-${to}`];
const idOf = (line: unknown): string =>
  String(Object.entries(line ?? {}).find(([name]) => name === "id")?.[1]);
const onCallAt = async (at: string) =>
  (await typed(onCallCommand, ["--at", `${year}-${at}`, ...where])).lines;

test("who is put on call is, who takes it back is known, and what was is as it was", async () => {
  const inPlace = ["duty", "--add", "cem", "--remove", "ada", ...hours("01-06T00:00", "01-06T06:00")];
  const made = await typed(overrideAddCommand, [...inPlace, "--by", "Eve", ...where]);
  expect(made).toMatchObject({
    code: 0,
    lines: [
      { roster: "duty", outcome: "made", add: "cem", remove: "ada", from: `${year}-01-05T23:00:00.000Z` },
    ],
  });
  expect(await onCallAt("01-06T01:00:00Z")).toMatchObject([
    {
      onCall: [{ responder: "cem", because: "override by Eve, in place of ada" }],
      isConfigurationOnly: false,
    },
  ]);
  expect((await typed(overrideListCommand, where)).lines).toMatchObject([
    { roster: "duty", did: "made", by: "Eve", change: { kind: "override", add: "cem" } },
  ]);

  const id = idOf(made.lines[0]);
  const taken = await typed(overrideRemoveCommand, ["duty", id, "--by", "Max", ...where]);
  expect(taken).toMatchObject({ code: 0, lines: [{ outcome: "removed", id }] });
  expect(await onCallAt("01-06T01:00:00Z")).toMatchObject([{ onCall: [{ responder: "ada" }] }]);
  expect((await typed(overrideListCommand, where)).lines).toEqual([]);
  expect((await typed(overrideListCommand, ["duty", "--all", ...where])).lines).toMatchObject([
    { did: "removed", by: "Max", change: { id } },
    { did: "made", by: "Eve", change: { id, remove: "ada" } },
  ]);
  const again = await typed(overrideRemoveCommand, ["duty", id, ...where]);
  expect(again).toMatchObject({ code: 2, warned: expect.stringContaining(`has the id ${id}`) });
});

test("what leaves nobody is refused in a script, kept with --yes, and then a gap", async () => {
  const words = ["duty", "--remove", "ada", ...hours("02-01T01:00", "02-01T03:00"), ...where];
  const refused = await typed(overrideAddCommand, words);
  const gap = `it leaves nobody on call from ${year}-02-01T00:00:00Z to ${year}-02-01T02:00:00Z`;
  expect(refused).toMatchObject({
    code: 1,
    lines: [{ roster: "duty", outcome: "refused", conflicts: [gap] }],
    warned: expect.stringContaining("Nothing was kept: --yes keeps it all the same."),
  });
  expect((await typed(overrideListCommand, where)).lines).toEqual([]);

  const { lines } = await typed(overrideAddCommand, [...words, "--yes"]);
  const window = ["--from", `${year}-02-01`, "--to", `${year}-02-02`];
  const covered = await typed(coverageCommand, [...window, ...where]);
  expect(covered).toMatchObject({ code: 1, lines: [{ kind: "gap", from: `${year}-02-01T00:00:00.000Z` }] });
  await typed(overrideRemoveCommand, ["duty", idOf(lines[0]), ...where]);
});

test("on a terminal somebody is asked, and told what is wrong", async () => {
  const asked: string[] = [];
  const answering = (answer: boolean) => ({
    isInteractive: true,
    confirm: async (question: string) => {
      asked.push(question);
      return answer;
    },
  });
  const words = ["duty", "--add", "ada", "--remove", "cem", ...hours("03-01T01:00", "03-01T03:00"), ...where];
  const declined = await typed(overrideAddCommand, words, answering(false));
  expect(asked).toEqual([
    `Keep this: ada in place of cem in duty, ${year}-03-01 01:00 to ${year}-03-01 03:00 (Europe/Berlin)?`,
  ]);
  expect(declined).toMatchObject({ code: 1, warned: expect.stringContaining("But cem is not on call from") });
  const kept = await typed(overrideAddCommand, words, answering(true));
  expect(kept.printed[0]).toMatch(
    /^kept: ada in place of cem in duty, .*`override remove duty [0-9a-f]{8}`/u,
  );
  const listed = await typed(overrideListCommand, where, { isInteractive: true });
  expect(listed.printed[1]).toMatch(/^duty .* override: ada in place of cem .* made .* staff/u);
  const id = /duty ([0-9a-f]{8})`/u.exec(kept.printed[0] ?? "")?.[1] ?? "";
  const back = await typed(overrideRemoveCommand, ["duty", id, ...where], answering(true));
  expect(back.printed[0]).toMatch(/^taken back: ada in place of cem/u);
});

test("a swap waits for somebody, and whoever is first has it", async () => {
  const offering = ["duty", "ben", ...hours("04-01T01:00", "04-01T03:00"), ...where];
  const { lines } = await typed(swapOfferCommand, offering);
  const id = idOf(lines[0]);
  expect(await onCallAt("04-01T00:00:00Z")).toMatchObject([{ onCall: [{ responder: "ben" }] }]);
  const own = await typed(swapTakeCommand, ["duty", id, "ben", ...where]);
  expect(own).toMatchObject({ code: 2, warned: expect.stringContaining("name somebody else") });
  const taken = await typed(swapTakeCommand, ["duty", id, "cem", "--by", "Cem", ...where]);
  expect(taken).toMatchObject({ code: 0, lines: [{ outcome: "taken", taken_by: "cem" }] });
  expect(await onCallAt("04-01T00:00:00Z")).toMatchObject([
    { onCall: [{ responder: "cem", because: "swap with ben" }] },
  ]);
  const late = await typed(swapTakeCommand, ["duty", id, "cem", ...where]);
  expect(late).toMatchObject({ code: 2, warned: expect.stringContaining("waits for anybody") });
});

test("a temporary schedule is all there is while it lasts", async () => {
  const shifts = join(folder.path, "shifts.jsonl");
  const times = { from: `${year}-05-01T00:00:00+02:00`, to: `${year}-05-02T00:00:00+02:00` };
  writeFileSync(shifts, JSON.stringify({ responder: "cem", ...times }));
  const added = await typed(temporaryAddCommand, ["duty", shifts, ...hours("05-01", "05-02"), ...where]);
  expect(added).toMatchObject({ code: 0, lines: [{ outcome: "made", kind: "temporary" }] });
  expect(await onCallAt("05-01T12:00:00Z")).toMatchObject([
    { onCall: [{ responder: "cem", because: "temporary schedule by staff" }] },
  ]);
});

describe("where a layer is a calendar elsewhere", () => {
  const calendar = { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "rota" } }] };
  const fed = onCallFile({ rosters: { duty: calendar } });
  const here = () => ["--config", fed, "--data", folder.path];
  const dayMs = 86_400_000;
  const inDays = (days: number): string => new Date(today + days * dayMs).toISOString();
  const today = Date.now();

  test("nobody is on call by it before it was read, and coverage says so", async () => {
    expect((await typed(onCallCommand, here())).lines).toMatchObject([{ onCall: [] }]);
    expect(await typed(coverageCommand, here())).toMatchObject({
      code: 1,
      lines: [{ kind: "gap", team: "service" }],
    });
  });

  test("what was read is who is on call, and coverage judges it as far as it is known", async () => {
    const shifts = [
      { responder: "cem", from: inDays(-1), to: inDays(3) },
      { responder: "ada", from: inDays(4), to: inDays(61) },
    ];
    const unread = { unread: 1, firstUnread: 'line 7: "Zoe" names nobody' };
    const kept = aKeptFeed({ at: inDays(-2), until: inDays(60), shifts, ...unread });
    const feeds = dynamoRosterFeeds(new DynamoDBClient(aws.client), tableName);
    await feeds.commit("rota", { version: 0, kept }, new Date());

    expect((await typed(onCallCommand, here())).lines).toMatchObject([
      { onCall: [{ responder: "cem", because: "layer rota", until: inDays(3) }] },
    ]);
    expect((await typed(shiftsCommand, [...here(), "--responder", "ada"])).lines).toMatchObject([
      { responder: "ada", from: inDays(4) },
    ]);
    const { code, lines, warned } = await typed(coverageCommand, here());
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [
        { kind: "gap", team: "service", from: inDays(3), to: inDays(4), isMeant: false },
        { kind: "stale", feed: "rota", since: inDays(-2) },
        { kind: "unread", feed: "rota", events: 1, first: 'line 7: "Zoe" names nobody' },
      ],
    });
    expect(warned).toContain(`Roster duty is known until ${inDays(60).slice(0, 10)}`);
    const out = ["duty", "--remove", "ben", "--to", inDays(1), ...here()];
    expect((await typed(overrideAddCommand, out)).warned).toContain("ben is not on call from");
  });

  test("without a deployment nobody is asked, and that is said", async () => {
    const { code, lines, warned } = await typed(coverageCommand, ["--offline", "--config", fed]);
    expect({ code, lines }).toEqual({ code: 0, lines: [] });
    expect(warned).toContain("what was changed while it runs is left out, and so is what feeds say (rota)");
    expect(warned).toContain("has somebody to wake wherever that is known, but not all is:");
    expect(warned).toContain("Roster duty was not looked at");
  });
});

test.each([
  [["--add", "dora"], 'no responder is called "dora": there are ada, ben, cem'],
  [[], "add: changes nothing: name somebody to add"],
])("an override with %j is refused in a sentence", async (words, sentence) => {
  const typedWords = ["duty", ...words, ...hours("06-01", "06-02"), ...where];
  const { code, warned } = await typed(overrideAddCommand, typedWords);
  expect(code).toBe(2);
  expect(warned).toContain(sentence);
});

test("nobody is taken out, or looks for somebody, who is on no roster and no responder", async () => {
  const times = [...hours("09-01", "09-02"), "--yes", ...where];
  const sentence = 'no responder is called "adaa": did you mean ada?';
  for (const answer of [
    await typed(overrideAddCommand, ["duty", "--add", "ben", "--remove", "adaa", ...times]),
    await typed(swapOfferCommand, ["duty", "adaa", ...times]),
  ])
    expect(answer).toMatchObject({ code: 2, printed: [], warned: expect.stringContaining(sentence) });
});

test("a file that is no schedule is refused with its line", async () => {
  const shifts = join(folder.path, "bad.jsonl");
  writeFileSync(shifts, '\n{"responder":"cem","from":"soon","to":"later"}');
  const { code, warned } = await typed(temporaryAddCommand, [
    "duty",
    shifts,
    ...hours("06-01", "06-02"),
    ...where,
  ]);
  expect(code).toBe(2);
  expect(warned).toMatch(/bad\.jsonl, line 2: from: write an instant/u);
});
