/**
 * Every grant of the template is needed. One night in which everything happens, the rare things by hand, leaves no
 * grant unused; and nothing is asked for that no grant gives, but where a grant was withheld to get at a rare path.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { eventSource } from "../../shared/contracts/event-contract.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { ConversationId, ResponderId } from "../../shared/domain/ids.ts";
import { linkLifetimeSeconds, signingKeyField } from "../../shared/links/link.ts";
import { signLink } from "../../shared/links/sign-link.ts";
import { accessFieldsOf } from "../../shared/platforms/access-fields.ts";
import { connectors } from "../../shared/platforms/connectors.ts";
import { region } from "../../infra/local/runtime.ts";
import { eventually } from "./eventually.ts";
import { grantsLike, withoutGrants } from "./grants-like.ts";
import { freshBody, type Pipeline } from "./pipeline.ts";
import { startPlatformPipeline, type PlatformPipeline } from "./platform-pipeline.ts";

let place: PlatformPipeline;
let pipeline: Pipeline;
let dynamodb: DynamoDBClient;
let bus: EventBridgeClient;
/** Whom somebody was woken for. */
let wokenFor = "";

beforeAll(async () => {
  place = await startPlatformPipeline({ asynchronousRetryDelaysSeconds: [0, 0] });
  ({ pipeline } = place);
  const { endpoint, operator: credentials } = pipeline.runtime;
  dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  bus = new EventBridgeClient({ endpoint, region, credentials });
});
afterAll(async () => {
  dynamodb.destroy();
  bus.destroy();
  await place.stop();
});

const refusals = (): string[] => pipeline.complaints.filter((one) => one.startsWith("iam: "));
const output = (name: string): string => pipeline.runtime.outputs[name] ?? "";

const send = (queueOutput: string, body: object) =>
  pipeline.sqs.send(
    new SendMessageCommand({ QueueUrl: output(queueOutput), MessageBody: JSON.stringify(body) }),
  );

const publish = (detailType: string, detail: object) =>
  bus.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: output("EventBusName"),
          Source: eventSource,
          DetailType: detailType,
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );

/** How many messages wait in the one queue that is called like this. */
const waitingIn = (name: RegExp): number => {
  const [queue, ...others] = pipeline.runtime.queueDepths().filter((depth) => name.test(depth.name));
  expect(others).toEqual([]);
  return queue?.visible ?? 0;
};

const expectSoon = (what: string, isSo: () => boolean | Promise<boolean>): Promise<true> =>
  eventually(
    async () => (await isSo()) || undefined,
    () => `not so: ${what}. ${pipeline.complaints.slice(-5).join("\n")}`,
  );
const expectOneIn = (name: RegExp): Promise<true> =>
  expectSoon(`something waits in ${name}`, () => waitingIn(name) > 0);
const expectPage = (conversationId: string, at = "duty-webhook,duty-topic"): Promise<true> =>
  expectSoon(`somebody was paged for ${conversationId}`, async () => {
    const { pages = [] } = (await pipeline.conversation(conversationId)) ?? {};
    return String(pages.flatMap(({ destinations }) => destinations)) === at;
  });

/** Whatever a Meta channel calls its fields; the platform may well refuse what is in them. */
const someAccess = Object.fromEntries(
  Object.values(connectors).flatMap((connector) =>
    connector === null ? [] : accessFieldsOf(connector).map(({ name }) => [name, "12345"]),
  ),
);

const hasConversation = z.looseObject({ conversationId: z.string() });
const routedTo = (queueOutput: string, part: string) =>
  pipeline.takeFrom(queueOutput, MentionRouted.detail, {
    fits: ({ mention }) => mention.text?.includes(part) ?? false,
  });

let inTriage: MentionRouted;
let forSales: MentionRouted;

test("an ordinary night: mentions for every team, a duplicate, an answer, a clock that runs out", async () => {
  const byMs = Date.now() - Date.parse("2026-11-20T23:41:10Z");
  for (const [platform, body] of [
    ["x", "stolen-phone-abroad"],
    ["x", "stolen-phone-abroad"],
    ["x", "family-plan-price"],
    ["x", "japanese-thanks"],
    ["x", "hold-music"],
  ] as const)
    expect(await pipeline.deliver(platform, freshBody(platform, body))).toBe(200);
  await pipeline.deliver("facebook", freshBody("facebook", "comment-late-parcel", byMs));
  forSales = await routedTo("SalesQueueUrl", "family plan");
  await routedTo("ChatterQueueUrl", "ありがとう");
  inTriage = await routedTo("TriageQueueUrl", "hold music");
  const { conversationId } = await routedTo("ServiceQueueUrl", "stolen in Lisbon");
  wokenFor = conversationId;
  await pipeline.deliver("facebook", freshBody("facebook", "page-answers-late-parcel", byMs));
  pipeline.runtime.tickNow();
  await expectPage(conversationId);
});

const aLinkTo = async (conversationId: string): Promise<string> => {
  const SecretId = output("LinkSecretArn");
  const { SecretString = "{}" } = await place.secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return signLink(
    {
      conversationId: ConversationId.parse(conversationId),
      pageId: `${conversationId}#1#ada`,
      responder: ResponderId.parse("ada"),
      expiresAt: new Date(Date.now() + linkLifetimeSeconds * 1000),
      linkId: "a-link-of-this-night",
    },
    z.record(z.string(), z.string()).parse(JSON.parse(SecretString))[signingKeyField] ?? "",
  );
};

test("whoever was woken opens the link in the page, reads the conversation, and leaves no trace of the link", async () => {
  const token = await aLinkTo(wokenFor);
  const url = `${output("AnswerPageUrl")}/${token}`;
  const looked = await fetch(url);
  expect([looked.status, await looked.text()]).toEqual([200, expect.not.stringContaining("Lisbon")]);
  const [cookie = ""] = looked.headers.getSetCookie().map((given) => given.split(";")[0]);
  const body = new URLSearchParams({ action: "open" });
  const pressed = await fetch(url, { method: "POST", body, headers: { cookie }, redirect: "manual" });
  expect([pressed.status, pressed.headers.get("location")]).toEqual([303, new URL(url).pathname]);
  const opened = await fetch(url, { headers: { cookie } });
  expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining("stolen in Lisbon")]);
  const logs = join(pipeline.dataDirectory, "logs");
  const logged = readdirSync(logs).map((file) => readFileSync(join(logs, file), "utf8"));
  expect(logged.join("")).toContain("page.answered");
  for (const part of [token, token.split(".")[2] ?? "", cookie.split("=")[1] ?? ""])
    expect(logged.filter((lines) => lines.includes(part))).toEqual([]);
});

/** As if its time were over. */
const breach = ({
  conversationId,
  version,
  mention,
  platform,
  channelId,
  team,
  waitingSince,
}: MentionRouted) =>
  publish(DeadlineBreached.detailType, {
    id: `${conversationId}:${version}:late`,
    occurredAt: new Date().toISOString(),
    conversationId,
    version,
    platform,
    channelId,
    team,
    mentionId: mention.id,
    clock: {
      name: "firstReply",
      state: "breached",
      startedAt: waitingSince,
      dueAt: waitingSince,
      answeredAt: null,
    },
  });

test("a page for one person, with a link for nobody else", async () => {
  await breach(forSales);
  await expectPage(forSales.conversationId, "duty-webhook");
  const { page } = pipeline.pages.at(-1) ?? {};
  expect(page?.links.at(-1)?.url).toContain(output("AnswerPageUrl"));
});

test("a page by topic, webhook, chat and mail", async () => {
  const { conversationId } = inTriage;
  await breach(inTriage);
  await expectPage(conversationId, "duty-webhook,duty-topic,duty-chat,duty-mail");
  const title = /^Too late: a chatter customer on X has waited /u;
  expect(pipeline.chats).toEqual([expect.stringMatching(title)]);
  expect(pipeline.mails).toMatchObject([
    { from: "pages@brand.example", to: ["duty@brand.example"], subject: expect.stringMatching(title) },
  ]);
  expect(JSON.stringify(pipeline.mails)).not.toContain("hold music");
});

test("a webhook on every other channel", async () => {
  for (const [platform, body] of [
    ["instagram", "message"],
    ["whatsapp", "message"],
    ["threads", "reply"],
    ["standard-webhooks", "review-two-stars"],
  ] as const)
    expect(await pipeline.deliver(platform, freshBody(platform, body))).toBe(200);
});

test("five people who report the same", async () => {
  const suspected: string[] = [];
  pipeline.runtime.onEvent(({ detailType }) => suspected.push(detailType));
  for (const id of ["ana", "ben", "cleo", "dev", "ewa"]) {
    const text = "the internet is down in Leeds, please help";
    const data = { id, text, author: { id }, createdAt: new Date().toISOString() };
    await pipeline.deliver("standard-webhooks", { type: "mention.created", data });
  }
  await expectSoon("an outage was suspected", () => suspected.includes("OutageSuspected"));
});

test("a mention for a team that has no queue", async () => {
  await publish(MentionRouted.detailType, { team: "nobody", conversationId: "unrouted" });
  expect(await pipeline.takeFrom("UnroutedQueueUrl", hasConversation)).toMatchObject({
    conversationId: "unrouted",
  });
});

test("what nobody can read is put aside by whoever meets it", async () => {
  await pipeline.deliver("x", "{ this is not JSON");
  await send("OnCallQueueUrl", { detail: { not: "ours" } });
  await send("DeadlineQueueUrl", { not: "ours" });
  const Item = { pk: { S: "broken" }, sk: { S: "head" } };
  await dynamodb.send(new PutItemCommand({ TableName: output("ConversationsTableName"), Item }));
  for (const queue of [/IntakeDeadLetters/u, /OnCallQueueDead/u, /DeadlinesQueueDead/u, /EventRelayDead/u])
    await expectOneIn(queue);
});

/** What somebody may have to be told of, as little of it as its rule asks for. */
const toldOnCall: readonly (readonly [string, object])[] = [
  ["MentionRouted", { classification: { category: "service", urgent: true } }],
  ["DeadlineWarned", {}],
  ["DeadlineBreached", {}],
  ["ConversationEscalated", {}],
  ["OutageSuspected", { news: "opened" }],
  ["ConversationAcknowledged", { paged: true }],
  ["ConversationAnswered", { paged: true, nobodyWaits: true }],
  ["ConversationClosed", { paged: true, nobodyWaits: true }],
  ["ConversationUpdated", { paged: true, nobodyWaits: true }],
  ["PageSent", { tooLate: true }],
];

test("whatever somebody may have to be told of reaches those who page", async () => {
  const before = waitingIn(/OnCallQueueDead/u);
  for (const [detailType, detail] of toldOnCall) await publish(detailType, detail);
  await expectSoon(
    "none of it can be read",
    () => waitingIn(/OnCallQueueDead/u) === before + toldOnCall.length,
  );
});

test("a deadline that arrives long before its time goes back", async () => {
  const dueAt = new Date(Date.now() + 600_000).toISOString();
  await send("DeadlineQueueUrl", { conversationId: "x:1:2", dueAt });
  const { queueDepths } = pipeline.runtime;
  await expectSoon("it went back", () =>
    queueDepths().some(({ name, delayed }) => /DeadlinesQueue/u.test(name) && delayed > 0),
  );
});

const deadlinesWaiting = (): number =>
  pipeline.runtime
    .queueDepths()
    .filter(({ name }) => /DeadlinesQueue[0-9A-F]{8}$/u.test(name))
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

test("a look after every channel: one is revived, its tokens renewed, a post found, and one is silent", async () => {
  const { x, fillAccess, look, rememberHeard } = place;
  const text = "@brand my broadband has been down since midnight, can somebody help?";
  await x.post({ id: "2123924783258870009", text, createdAt: minutesAgo(10) }, { pushed: false });
  await fillAccess("XAccessSecretArn", { ...x.access, expiresAt: new Date().toISOString() });
  for (const channel of ["Facebook", "Instagram", "Whatsapp"])
    await fillAccess(`${channel}AccessSecretArn`, someAccess);
  await rememberHeard(
    "standard-webhooks",
    Array.from({ length: 13.5 * 96 }, (_, index) => minutesAgo(180 + index * 15)),
  );
  await look(minutesAgo(3));
  expect(await routedTo("ServiceQueueUrl", "down since midnight")).toMatchObject({ platform: "x" });
});

test("up to here nothing was asked for that no grant gives", () => {
  expect(refusals()).toEqual([]);
});

test("a deadline that was missed is handed over again by the sweep a minute later", async () => {
  // Else the first that cannot ring may be another's. The one that is held back is that of the test above.
  await expectSoon("no other deadline is about to ring", () => deadlinesWaiting() <= 1);
  const ringing = grantsLike(pipeline, { to: /RingDeadline/u, action: "dynamodb:BatchGetItem" });
  const missedAt = Date.now() - 58_000;
  const writtenAt = missedAt - 4000; // what service has for an answer
  const conversationId = await withoutGrants(pipeline, ringing, async () => {
    const by = writtenAt - Date.parse("2026-11-20T23:41:04Z");
    await pipeline.deliver("x", freshBody("x", "third-broken-router", by));
    const routed = await routedTo("ServiceQueueUrl", "third broken router");
    await expectSoon("the deadline rang", () => refusals().some((one) => one.includes("BatchGetItem")));
    return routed.conversationId;
  });
  // A tick knows seconds, and no less.
  await expectSoon("a minute was over", () => Date.now() > missedAt + 61_000);
  pipeline.runtime.tickNow();
  await expectSoon("the sweep found it", () => pipeline.logs.some((line) => /"overdue":[1-9]/u.test(line)));
  // What else arrived too late in this hour may have a page that stands for it too.
  await expectSoon("somebody is woken", async () => {
    const { escalation } = (await pipeline.conversation(conversationId)) ?? {};
    return escalation?.state === "paging" || escalation?.state === "grouped";
  });
});

test("a sweep that fails three times leaves a dead letter", async () => {
  const looking = grantsLike(pipeline, { to: /SweepDeadlines/u, action: "dynamodb:Query" });
  await withoutGrants(pipeline, looking, async () => {
    pipeline.runtime.tickNow();
    await expectOneIn(/SweepDeadLetters/u);
  });
});

test("a look that fails three times leaves a dead letter too", async () => {
  const remembering = grantsLike(pipeline, { to: /ReconcileChannel/u, action: "dynamodb:GetItem" });
  await withoutGrants(pipeline, remembering, async () => {
    pipeline.runtime.tickNow();
    await expectOneIn(/ChannelWatchDeadLetters/u);
  });
});

test("what a rule may not deliver it puts aside whole", async () => {
  const delivering = [
    ...grantsLike(pipeline, { to: /^events/u, action: "sqs:SendMessage", resource: /Queue[0-9A-F]{8}$/u }),
    ...grantsLike(pipeline, { to: /^events/u, action: "lambda:InvokeFunction" }),
  ];
  expect(delivering).toHaveLength(17);
  const teams = ["service", "sales", "chatter", "triage", "nobody"];
  await withoutGrants(pipeline, delivering, async () => {
    for (const team of teams) await publish(MentionRouted.detailType, { team, conversationId: team });
    const before = waitingIn(/OnCallQueueDead/u);
    for (const [detailType, detail] of toldOnCall) await publish(detailType, detail);
    pipeline.runtime.tickNow();
    for (const queue of ["Service", "Sales", "Chatter", "Triage", "Unrouted"])
      await expectOneIn(new RegExp(`TeamQueues${queue}DeadLetters`, "u"));
    await expectSoon("the ticks are put aside too, and all that somebody may have to be told of", () =>
      [
        waitingIn(/SweepDeadLetters/u) > 1,
        waitingIn(/ChannelWatchDead/u) > 1,
        waitingIn(/OnCallQueueDead/u) === before + toldOnCall.length,
      ].every(Boolean),
    );
  });
});

test("every grant was needed", () => {
  const { grantsUsed, grantsUnused } = pipeline.runtime;
  expect(grantsUnused()).toEqual([]);
  expect(grantsUsed().length).toBeGreaterThan(40);
});
