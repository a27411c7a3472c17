/** Whoever is on call is woken in turn, until somebody has it: over real HTTP, with the pagers' own signatures and faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { ConversationEscalated } from "../../shared/contracts/conversation-escalated.ts";
import { customersOnX, type Customer } from "./customers-on-x.ts";
import { eventually } from "./eventually.ts";
import { firstreply } from "./firstreply.ts";
import { acknowledgedForSeconds, waitSeconds } from "./on-call.config.ts";
import { startOnCallPipeline, type OnCallPipeline } from "./on-call-pipeline.ts";
import { freshBody, type Pipeline } from "./pipeline.ts";
import type { Answer, PagerRecorder, Posted } from "./record-pagers.ts";

/** Longer than a pager that never answers is waited for. */
const visibilitySeconds = 16;
const patienceMs = 45_000;

/** Why somebody else's turn came. */
const escalated: ConversationEscalated[] = [];
const Escalated = z.object({ detail: ConversationEscalated.detail });

let night: OnCallPipeline;
let pipeline: Pipeline;
let pagers: PagerRecorder;
let customerWrites: ReturnType<typeof customersOnX>["customerWrites"];
let customerDeletes: ReturnType<typeof customersOnX>["customerDeletes"];
let brandAnswers: ReturnType<typeof customersOnX>["brandAnswers"];
beforeAll(async () => {
  night = await startOnCallPipeline(({ Resources }) => {
    for (const [id, { Type, Properties }] of Object.entries(Resources)) {
      if (Type === "AWS::SQS::Queue" && id.startsWith("OnCallQueue"))
        Properties["VisibilityTimeout"] = visibilitySeconds;
      if (Type === "AWS::Lambda::Function" && id.startsWith("OnCallPageOnCall"))
        Properties["Timeout"] = visibilitySeconds;
    }
  });
  ({ pipeline, pagers } = night);
  ({ customerWrites, customerDeletes, brandAnswers } = customersOnX(pipeline));
  pipeline.runtime.onEvent(({ detailType, event }) => {
    if (detailType === "ConversationEscalated") escalated.push(Escalated.parse(JSON.parse(event)).detail);
  });
}, 300_000);
afterAll(() => night.stop());
beforeEach(() => {
  for (const destination of ["ada-pagerduty", "ada-hook", "lee-hook"])
    pagers.answerWith(destination, { status: 202 });
});

const stranded = "@brand I am stranded at the airport with two children, please call me back";

const postedFor = (conversationId: string): Posted[] =>
  pagers.posted.filter(({ id }) => id.startsWith(`${conversationId}#`));

/** What each pager took, in order, like `2 lee-hook trigger`. */
const trailOf = (conversationId: string): string[] =>
  postedFor(conversationId)
    .filter(({ taken }) => taken)
    .map(({ id, to, action }) => `${id.split("#")[1]} ${to} ${action}`);

const untilPosted = ({ conversationId }: Pick<Customer, "conversationId">, what: string): Promise<Posted> =>
  eventually(
    () =>
      postedFor(conversationId).find(
        ({ taken, id, to, action }) => taken && `${id.split("#")[1]} ${to} ${action}` === what,
      ),
    () =>
      `not posted: ${what}, but ${trailOf(conversationId).join(", ")}. ${pipeline.complaints.slice(-5).join("\n")}`,
    patienceMs,
  );

const conversationOf = async (conversationId: string) => {
  const conversation = await pipeline.conversation(conversationId);
  if (conversation === null) throw new Error(`${conversationId} is not there`);
  return conversation;
};

const untilState = ({ conversationId }: Pick<Customer, "conversationId">, state: string) =>
  eventually(
    async () => {
      const conversation = await conversationOf(conversationId);
      return conversation.escalation?.state === state ? conversation : undefined;
    },
    () => `${conversationId} never was ${state}`,
    patienceMs,
  );

/** Opens the link in a page and presses one of its buttons, as a browser does; resolves to what it shows then. */
const press = async ({ links }: Posted, action: string): Promise<string> => {
  const link = links["Acknowledge or hand over"] ?? "";
  const looked = await fetch(link);
  expect([looked.status, await looked.text()]).toEqual([
    200,
    expect.not.stringMatching(/stranded|ferry|no internet/u),
  ]);
  const [cookie = ""] = looked.headers.getSetCookie().map((given) => given.split(";")[0]);
  const body = new URLSearchParams({ action });
  const pressed = await fetch(link, { method: "POST", body, headers: { cookie }, redirect: "manual" });
  expect([pressed.status, await pressed.text()]).toEqual([303, ""]);
  return (await fetch(link, { headers: { cookie } })).text();
};

const logsThatSay = (...words: string[]): number =>
  pipeline.logs.filter((line) => words.every((word) => line.includes(word))).length;

/** What the customer of `outage-at-night` wrote, and is called. */
const saidByMara = /Mara|Okonjo|nightshift|hospital|LS6|awake/u;

describe("an urgent customer whom nobody takes", () => {
  let conversationId: string;

  test("is handed from Ada to Lee, to both again and to management, each once and none before their time", async () => {
    await pipeline.deliver("x", freshBody("x", "outage-at-night"));
    conversationId = await eventually(
      () => pagers.posted[0]?.id.split("#")[0],
      () => `nobody was woken. ${pipeline.complaints.slice(-5).join("\n")}`,
      patienceMs,
    );
    await untilPosted({ conversationId }, "5 max-hook trigger");
    const { pages } = await untilState({ conversationId }, "over");
    await pipeline.quiet();
    expect(trailOf(conversationId)).toEqual([
      "1 ada-pagerduty trigger",
      "2 lee-hook trigger",
      "3 ada-pagerduty trigger",
      "4 lee-hook trigger",
      "5 max-hook trigger",
    ]);
    expect(pages.map(({ id, responder }) => [id, responder])).toEqual(
      ["ada", "lee", "ada", "lee", "max"].map((whom, turn) => [
        `${conversationId}#${turn + 1}#${whom}`,
        whom,
      ]),
    );
    expect(postedFor(conversationId).map(({ id }) => id)).toEqual(pages.map(({ id }) => id));
    const waits = pages.map(
      ({ sentAt }, turn) => Date.parse(pages[turn + 1]?.sentAt ?? "") - Date.parse(sentAt),
    );
    expect(Math.min(...waits.slice(0, -1))).toBeGreaterThanOrEqual(waitSeconds * 1000);
  });

  test("is told of in sentences to act on, with a link to the post and one for this person alone", () => {
    const [first, second] = postedFor(conversationId);
    expect(first?.title).toMatch(
      /^Urgent: an urgent service customer on X has waited .*, answer due \d\d:\d\d Berlin time$/u,
    );
    expect(second?.title).toMatch(/^Nobody has taken it yet: an urgent service customer on X .* UTC$/u);
    expect(first?.lines).toContain("Ada is paged because they are on call for primary (");
    expect(second?.lines).toContain("Lee is paged because the ladder names them.");
    expect(first?.lines).toContain("Acknowledge it, and nobody else is woken meanwhile.");
    for (const { links } of postedFor(conversationId))
      expect(links).toEqual({
        "The post": expect.stringMatching(/^https:\/\/x\.com\/i\/web\/status\/\d+$/u),
        "Acknowledge or hand over": expect.stringMatching(/^http:\/\/127\.0\.0\.1:/u),
      });
    const answers = postedFor(conversationId).map(({ links }) => links["Acknowledge or hand over"]);
    expect(new Set(answers).size).toBe(answers.length);
  });

  test("is shown in their own words to whoever presses a button on that page, and only then", async () => {
    const [first] = postedFor(conversationId);
    expect(first && (await press(first, "open"))).toContain("no internet since 22:50");
  });

  test("has nothing they wrote and nothing they are called in any page, nor in any log", () => {
    for (const { body } of postedFor(conversationId)) expect(body).not.toMatch(saidByMara);
    expect(pipeline.logs.filter((line) => saidByMara.test(line))).toEqual([]);
  });
});

test("whoever takes it by the page's link keeps it for a while, and whoever answers ends it", async () => {
  const customer = await customerWrites("@brand the last ferry is gone and I am stuck, please call me back");
  const { conversationId } = customer;
  const page = await untilPosted(customer, "1 ada-pagerduty trigger");
  expect(await press(page, "acknowledge")).toContain("It is yours.");
  await untilPosted(customer, "1 ada-pagerduty acknowledge");
  const { claims } = await conversationOf(conversationId);
  expect(claims).toMatchObject([{ by: "ada" }]);

  const again = await untilPosted(customer, "2 ada-pagerduty trigger");
  expect(again.title).toMatch(/^Taken, and still no answer: /u);
  const takenAt = Date.parse(claims?.[0]?.at ?? "");
  expect(again.at.getTime()).toBeGreaterThanOrEqual(takenAt + acknowledgedForSeconds * 1000);

  const taken = await firstreply("acknowledge", customer.conversationId, "--by", "ada", ...night.flags);
  expect([taken.code, taken.lines]).toMatchObject([0, [{ outcome: "done", by: "ada" }]]);
  await untilPosted(customer, "2 ada-pagerduty acknowledge");

  await brandAnswers(customer);
  await untilPosted(customer, "2 ada-pagerduty resolve");
  await untilPosted(customer, "1 ada-pagerduty resolve");
  await pipeline.quiet();
  expect(await conversationOf(conversationId)).toMatchObject({
    status: "answered",
    escalation: { state: "over", nextAt: null },
  });
  expect(trailOf(conversationId).filter((what) => !what.includes("ada-pagerduty"))).toEqual([]);
});

test("whoever declines passes it on at once, and whoever answers in the middle ends the ladder for all", async () => {
  const customer = await customerWrites(stranded);
  const page = await untilPosted(customer, "1 ada-pagerduty trigger");
  expect(await press(page, "decline")).toContain("It is passed on.");
  const next = await untilPosted(customer, "2 lee-hook trigger");
  expect(next.title).toMatch(/^Nobody has taken it yet: /u);
  expect(escalated.filter((one) => one.conversationId === customer.conversationId)).toMatchObject([
    { turn: 1, why: "declined" },
  ]);

  await brandAnswers(customer);
  await untilPosted(customer, "1 ada-pagerduty resolve");
  await untilPosted(customer, "2 lee-hook resolve");
  await pipeline.quiet();
  expect(trailOf(customer.conversationId).filter((what) => what.includes("trigger"))).toHaveLength(2);
  expect(await conversationOf(customer.conversationId)).toMatchObject({ escalation: { state: "over" } });
});

test("whoever deletes their post has every page about it taken back, wherever it went", async () => {
  const customer = await customerWrites("@brand my suitcase is on your plane and my medicine is in it");
  const posted = () => postedFor(customer.conversationId);
  for (const what of ["pagerduty trigger", "hook trigger", "slack message", "teams message"])
    await untilPosted(customer, `1 desk-${what}`);
  await untilState(customer, "paging");

  await customerDeletes(customer);
  await eventually(
    () => posted().length === 8 || undefined,
    () => `posted: ${trailOf(customer.conversationId).join(", ")}`,
    patienceMs,
  );
  await pipeline.quiet();
  const told = posted().slice(4);
  expect(told.map(({ id, to, action }) => `${id} ${to} ${action}`).toSorted()).toEqual(
    ["hook resolve", "pagerduty resolve", "slack message", "teams message"].map((what) => {
      const [place] = what.split(" ");
      return `${customer.conversationId}#1#desk-${place} desk-${what}`;
    }),
  );
  const [said, ...others] = told.filter(({ action }) => action === "message");
  expect([said?.title, others[0]?.title]).toEqual(
    Array.from({ length: 2 }, () => "Nothing left to do: a service customer on X"),
  );
  expect(said?.lines).toContain("The customer took it back.");
  expect(await conversationOf(customer.conversationId)).toMatchObject({
    status: "withdrawn",
    escalation: { state: "over", nextAt: null },
  });
  for (const { body } of posted()) expect(body).not.toMatch(/suitcase|medicine/u);
});

describe("a pager that", () => {
  test.each<[string, Answer]>([
    ["is broken", { status: 500 }],
    ["refuses", { status: 403 }],
    ["breaks the connection", "break"],
    ["asks for more patience than there is", { status: 429, retryAfterSeconds: 60 }],
  ])("%s is left for the same person's next", async (_, answer) => {
    pagers.answerWith("ada-pagerduty", answer);
    const customer = await customerWrites(stranded);
    await untilPosted(customer, "1 ada-hook trigger");
    await brandAnswers(customer);
    await untilPosted(customer, "1 ada-hook resolve");
    const { pages } = await conversationOf(customer.conversationId);
    expect(pages).toMatchObject([{ responder: "ada", destinations: ["ada-hook"] }]);
    expect(logsThatSay("page.failed", "ada-pagerduty", customer.conversationId)).toBeGreaterThan(0);
  });

  test("asks for a moment's patience is given it, and pages once", async () => {
    pagers.answerWith("ada-pagerduty", { status: 429, retryAfterSeconds: 1 }, 1);
    const customer = await customerWrites(stranded);
    await untilPosted(customer, "1 ada-pagerduty trigger");
    const [refused, taken] = postedFor(customer.conversationId);
    expect([refused?.taken, taken?.taken]).toEqual([false, true]);
    expect(Number(taken?.at) - Number(refused?.at)).toBeGreaterThanOrEqual(990);
    expect(refused?.body).toBe(taken?.body);
    await brandAnswers(customer);
    await untilPosted(customer, "1 ada-pagerduty resolve");
  });

  test("never answers, beside one that is broken too, is all of Ada: Lee is woken at once", async () => {
    pagers.answerWith("ada-pagerduty", "hang");
    pagers.answerWith("ada-hook", { status: 500 });
    const customer = await customerWrites(stranded);
    const page = await untilPosted(customer, "1 lee-hook trigger");
    const { pages } = await untilState(customer, "paging");
    expect(pages).toMatchObject([{ responder: "lee", destinations: ["lee-hook"] }]);
    await press(page, "acknowledge");
    await brandAnswers(customer);
    await untilPosted(customer, "1 lee-hook resolve");
  });
});

test("of two customers at once each has a ladder of its own: who takes one is still asked about the other", async () => {
  const [one, other] = await Promise.all([customerWrites(stranded), customerWrites(stranded)]);
  const page = await untilPosted(one, "1 ada-pagerduty trigger");
  await untilPosted(other, "1 ada-pagerduty trigger");
  await press(page, "acknowledge");
  await untilPosted(other, "2 lee-hook trigger");
  expect(trailOf(one.conversationId)).not.toContain("2 lee-hook trigger");
  await Promise.all([brandAnswers(one), brandAnswers(other)]);
  await untilPosted(one, "1 ada-pagerduty resolve");
  await untilPosted(other, "2 lee-hook resolve");
});

test("a page that was sent, and whose sender was killed before it was remembered, is the same page again", async () => {
  const end = pipeline.runtime.faults.ask({
    kind: "kill",
    service: "dynamodb",
    operation: "PutItem",
    by: /PageOnCall/u,
    times: 1,
  });
  const customer = await customerWrites(stranded);
  const { conversationId } = customer;
  const tries = await eventually(
    () => (postedFor(conversationId).length > 1 ? postedFor(conversationId) : undefined),
    () => `sent ${trailOf(conversationId).join(", ")}`,
    patienceMs,
  );
  end();
  const { pages } = await untilState(customer, "paging");
  expect(pages.map(({ id }) => id)).toEqual([`${conversationId}#1#ada`]);
  expect(new Set(tries.map(({ id, to }) => `${id} ${to}`))).toEqual(
    new Set([`${conversationId}#1#ada ada-pagerduty`]),
  );
  await brandAnswers(customer);
  await untilPosted(customer, "1 ada-pagerduty resolve");
});

test("with nobody anywhere the catch-all is paged, and the alarm's metric counts it", async () => {
  const customer = await customerWrites("@brand the lighthouse went dark, help us right now");
  const page = await untilPosted(customer, "1 ops trigger");
  expect(page.lines).toContain("You are paged because nobody else could be reached.");
  await eventually(
    () => logsThatSay("NobodyReached", '"_aws"') > 0 || undefined,
    () => "nothing was counted",
  );
  expect(logsThatSay("page.nobody", customer.conversationId)).toBe(1);
  const { lines } = await firstreply("doctor", ...night.flags);
  expect(lines.find(({ check }) => check === "ladders")).toMatchObject({
    verdict: "wrong",
    saw: expect.stringMatching(/ended at the catch-all, .*ago: nobody on the whole ladder/u),
    next: expect.stringContaining("page.nobody"),
  });
  await brandAnswers(customer);
  await untilPosted(customer, "1 ops resolve");
});

test("what a replay brings, hours too late, is one page that counts who still waits, however urgent", async () => {
  const before = pagers.posted.length;
  const tooLate = new Date(Date.now() - 2 * 3_600_000);
  const texts = [stranded, "@brand my parcel is still not here, where is it?"];
  const customers = await Promise.all(
    [...texts, ...texts, ...texts].map((text) => customerWrites(text, tooLate)),
  );
  const ids = new Set(customers.map(({ conversationId }) => conversationId));
  const ours = () => pagers.posted.slice(before).filter(({ id }) => ids.has(id.split("#")[0] ?? ""));
  const untilSaid = (words: string): Promise<Posted> =>
    eventually(
      () => ours().find(({ lines }) => lines.includes(words)),
      () => `not said: ${words}, but ${JSON.stringify(ours().map(({ id, title }) => [id, title]))}`,
      patienceMs,
    );
  const { id: spoken } = await untilSaid("stands for 6 customers with the same trouble");
  const others = customers.filter(({ conversationId }) => !spoken.startsWith(`${conversationId}#`));
  await Promise.all(others.slice(0, 2).map((customer) => brandAnswers(customer)));
  await untilSaid(
    "stands for 4 customers with the same trouble who still wait; 2 more need no answer any more",
  );
  // Seen before anybody is answered: whoever still waits when the one that speaks is answered speaks next.
  const speakers = new Set(ours().map(({ id }) => id.split("#")[0]));
  await Promise.all(customers.map((customer) => brandAnswers(customer)));
  await pipeline.quiet();
  expect(speakers.size).toBe(1);
});
