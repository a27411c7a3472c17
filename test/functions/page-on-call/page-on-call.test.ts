import { describe, expect, test } from "vitest";
import { answerPage } from "../../../shared/use-cases/answer-page.ts";
import { ConversationId } from "../../../shared/domain/ids.ts";
import { makeChange } from "../../../shared/domain/roster/change-step.ts";
import { aKeptFeed } from "../../builders/a-kept-feed.ts";
import { anOnCallNight } from "../../builders/an-on-call-night.ts";
import { hours } from "../../builders/a-policy.ts";

const late = (conversationId: string) =>
  ({ kind: "trouble", conversationId, reason: "arrived-late" }) as const;

type Night = ReturnType<typeof anOnCallNight>;

const minutes = (count: number): number => count * 60_000;
const urgent = (conversationId: string) => ({ kind: "trouble", conversationId, reason: "urgent" }) as const;
const passes = ({ wallClock }: Night, count: number): void =>
  wallClock.set(new Date(wallClock.now().getTime() + minutes(count)));
const woken = ({ sent }: Night): string[] =>
  sent.flatMap(({ to, page }) => (page.action === "trigger" ? to : []));
/** Which destinations were told what became of a page, in order. */
const toldTo = ({ sent }: Night, action: "acknowledge" | "resolve"): string[] =>
  sent.flatMap(({ to, page }) => (page.action === action ? to : []));
const takes = ({ table, wallClock }: Night, id: string, by: string) =>
  answerPage({
    conversations: table,
    promises: { calendars: hours, hours: {} },
    conversationId: ConversationId.parse(id),
    answer: { kind: "acknowledge" },
    by,
    at: wallClock.now(),
  });

const begun = async (options?: Parameters<typeof anOnCallNight>[0]) => {
  const night = anOnCallNight(options);
  const id = await night.customerWrites();
  await night.page(urgent(id));
  return { night, id };
};

test("an urgent customer at night wakes whoever is on call at once", async () => {
  const { night } = await begun();
  expect(woken(night)).toEqual(["ada-phone"]);
});

test("in the team's hours the team is told first, and nobody is woken", async () => {
  const night = anOnCallNight();
  const id = await night.customerWrites();
  night.wallClock.set(new Date("2026-11-23T10:00:00Z"));
  await night.page(urgent(id));
  expect(night.sent).toEqual([]);
});

test("a page says what is needed to act, in the reader's zone, with a link of their own", async () => {
  const { night } = await begun();
  const page = night.sent[0]?.page;
  expect(page?.title).toMatch(/^Urgent: an urgent service customer on X .*due 04:15 Berlin time$/u);
  expect(page?.lines.join(" ")).toMatch(/Ada is paged because they are on call for primary/u);
  expect(page?.links.map(({ url }) => url)).toContain("https://pages.example/ada");
});

test("of one person's destinations the next is tried where one takes no page", async () => {
  const { night, id } = await begun({ failing: ["ada-phone"] });
  expect(woken(night)).toEqual(["ada-chat"]);
  expect((await night.conversation(id)).pages).toMatchObject([
    { responder: "ada", destinations: ["ada-chat"] },
  ]);
});

test("whoever cannot be reached at all is passed over at once", async () => {
  const { night } = await begun({ failing: ["ada-phone", "ada-chat"] });
  expect(woken(night)).toEqual(["lee-phone"]);
});

test("nobody takes it: up the ladder, again, to management, and no further", async () => {
  const { night, id } = await begun();
  for (const wait of [5, 10, 5, 10, 60]) {
    passes(night, wait);
    await night.ring(id);
  }
  expect(woken(night)).toEqual(["ada-phone", "lee-phone", "ada-phone", "lee-phone", "max-phone"]);
  expect((await night.conversation(id)).escalation).toMatchObject({ state: "over", nextAt: null });
});

test("whoever takes it stops the ladder, and everybody who was paged hears of it", async () => {
  const { night, id } = await begun();
  passes(night, 5);
  await night.ring(id);
  await takes(night, id, "lee");
  await night.page({ kind: "taken", conversationId: id, by: "lee" });
  passes(night, 10);
  await night.ring(id);
  expect(woken(night)).toEqual(["ada-phone", "lee-phone"]);
  expect(night.sent.filter(({ page }) => page.action === "acknowledge").map(({ to }) => to)).toEqual([
    "ada-phone",
    "lee-phone",
  ]);
});

describe("everybody who was paged, wherever, is told that nothing is left to do, once", () => {
  type Ends = (night: Night, id: string) => Promise<void>;
  test.each<[string, Ends]>([
    ["the customer is answered", (night, id) => night.brandAnswers(id)],
    ["the customer takes everything back", (night, id) => night.customerTakesBack(id)],
    ["somebody closes it", (night, id) => night.closes(id, "Lee")],
    [
      "somebody took it and closes it",
      (night, id) => takes(night, id, "lee").then(() => night.closes(id, "lee")),
    ],
  ])("%s", async (_, ends) => {
    const { night, id } = await begun();
    passes(night, 5);
    await night.ring(id);
    await ends(night, id);
    expect(toldTo(night, "resolve")).toEqual(["ada-phone", "lee-phone"]);
    expect((await night.conversation(id)).escalation).toMatchObject({ state: "over", nextAt: null });
    await night.brandAnswers(id);
    expect(toldTo(night, "resolve")).toHaveLength(2);
  });

  test("with the page's own key, and nothing of what they had written", async () => {
    const { night, id } = await begun();
    await night.customerTakesBack(id);
    const [page, over] = night.sent.map((one) => one.page);
    expect(over).toMatchObject({
      id: page?.id,
      action: "resolve",
      title: expect.stringMatching(/^Nothing left/u),
    });
    expect(JSON.stringify(over)).not.toContain('customer":');
  });

  test("one line in a chat, however many pages went there", async () => {
    const { night, id } = await begun({ failing: ["ada-phone"], chats: ["ada-chat"] });
    for (const wait of [5, 10]) {
      passes(night, wait);
      await night.ring(id);
    }
    expect(woken(night)).toEqual(["ada-chat", "lee-phone", "ada-chat"]);
    await night.customerTakesBack(id);
    expect(toldTo(night, "resolve")).toEqual(["lee-phone", "ada-chat"]);
  });
});

/** Sends the page, and has something happen before it is remembered. */
const beforeRemembered = async (happens: (night: Night, id: string) => Promise<unknown>): Promise<Night> => {
  const night = anOnCallNight();
  const id = await night.customerWrites();
  night.onSent(async () => void (await happens(night, id)));
  await night.page(urgent(id));
  expect(woken(night)).toEqual(["ada-phone"]);
  await night.relay(id);
  return night;
};

describe("a page that was on its way when it came to be needless", () => {
  test.each<[string, Parameters<typeof beforeRemembered>[0], "acknowledge" | "resolve"]>([
    ["the customer is answered", (night, id) => night.brandAnswers(id), "resolve"],
    ["the customer takes it back", (night, id) => night.customerTakesBack(id), "resolve"],
    ["somebody takes it", (night, id) => takes(night, id, "lee"), "acknowledge"],
  ])("is told so: %s", async (_, happens, action) => {
    expect(toldTo(await beforeRemembered(happens), action)).toEqual(["ada-phone"]);
  });
});

test("a second cause while somebody is asked already wakes nobody more", async () => {
  const { night, id } = await begun();
  passes(night, 16);
  await night.page({ kind: "trouble", conversationId: id, reason: "deadline-breached" });
  expect(woken(night)).toEqual(["ada-phone"]);
});

test("a page that was sent and not remembered is sent again under the same key", async () => {
  const night = anOnCallNight();
  const id = await night.customerWrites();
  const { commit } = night.table;
  let isKilled = false;
  Object.assign(night.table, {
    commit: async (...step: Parameters<typeof commit>) => {
      if (isKilled) return commit(...step);
      isKilled = true;
      throw new Error("killed between sent and committed");
    },
  });
  await expect(night.page(urgent(id))).rejects.toThrow("killed");
  await night.page(urgent(id));
  expect(new Set(night.sent.map(({ page }) => page.id)).size).toBe(1);
  expect((await night.conversation(id)).pages).toHaveLength(1);
});

test("what was answered meanwhile wakes nobody", async () => {
  const night = anOnCallNight();
  const id = await night.customerWrites();
  await night.page({ kind: "turn", conversationId: id, turn: 0, why: "not-acknowledged" });
  expect(night.sent).toEqual([]);
});

test("a swap that was made while it runs decides who is woken", async () => {
  const night = anOnCallNight();
  const swapped = {
    id: "1",
    kind: "override",
    add: "ben",
    remove: "ada",
    from: "2026-11-21T00:00:00Z",
    to: "2026-11-22T00:00:00Z",
    by: "ada",
    at: "2026-11-20T12:00:00Z",
  } as const;
  await night.rosterChanges.commit("primary", makeChange([], swapped), 0);
  await night.page(urgent(await night.customerWrites()));
  expect(woken(night)).toEqual(["ben-phone"]);
});

const toPrimary = { night: { levels: [{ to: [{ roster: "primary" }], waitSeconds: 300 }], repeat: 0 } };
const calendar = { time_zone: "UTC", layers: [{ name: "rota", feed: { secret: "rota" } }] };

const naming = (responder: string) =>
  aKeptFeed({ shifts: [{ responder, from: "2026-11-20T20:00:00Z", to: "2026-11-21T08:00:00Z" }] });

test("whom a calendar elsewhere names is woken, and whoever it names next", async () => {
  const night = anOnCallNight({ config: { rosters: { primary: calendar }, escalations: toPrimary } });
  const { rosterFeeds, wallClock } = night;
  await rosterFeeds.commit("rota", { version: 0, kept: naming("ada") }, wallClock.now());
  await night.page(urgent(await night.customerWrites(1)));
  await rosterFeeds.commit("rota", { version: 1, kept: naming("ben") }, wallClock.now());
  await night.page(urgent(await night.customerWrites(2)));
  expect(woken(night)).toEqual(["ada-phone", "ben-phone"]);
});

test("before a feed was ever read nobody is on call by it: the catch-all is paged, and the alarm rings", async () => {
  const night = anOnCallNight({ config: { rosters: { primary: calendar }, escalations: toPrimary } });
  await night.page(urgent(await night.customerWrites()));
  expect(woken(night)).toEqual(["ops"]);
  expect(night.telemetry.counts).toMatchObject({ NobodyReached: 1 });
});

test("two conversations at once are two pages, each with its own ladder", async () => {
  const night = anOnCallNight();
  const one = await night.customerWrites(1);
  const other = await night.customerWrites(2);
  await Promise.all([night.page(urgent(one)), night.page(urgent(other))]);
  expect(woken(night)).toEqual(["ada-phone", "ada-phone"]);
  await takes(night, one, "ada");
  passes(night, 5);
  await night.ring(one);
  await night.ring(other);
  expect(woken(night).slice(2)).toEqual(["lee-phone"]);
});

const flood = async (count: number) => {
  const night = anOnCallNight();
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const id = await night.customerWrites(number);
    ids.push(id);
    await night.page(late(id));
  }
  return { night, ids };
};

describe("what arrives late all at once", () => {
  test("is one page whose count grows in place, and not forty", async () => {
    const { night } = await flood(40);
    expect(woken(night)).toEqual(["ada-phone"]);
    const updates = night.sent.filter(({ page }) => page.action === "update");
    expect(updates).toHaveLength(39);
    expect(new Set(night.sent.map(({ page }) => page.id)).size).toBe(1);
    expect(updates.at(-1)?.page.lines.join(" ")).toContain("stands for 40 customers");
  });

  test("counts only those who still wait, and says how many do no more", async () => {
    const { night, ids } = await flood(6);
    const linesNow = () => night.sent.findLast(({ page }) => page.action === "update")?.page.lines.join(" ");
    await night.brandAnswers(ids[1] ?? "");
    expect(linesNow()).toContain("stands for 5 customers with the same trouble who still wait; 1 more needs");
    await night.customerTakesBack(ids[2] ?? "");
    await night.closes(ids[3] ?? "", "Lee");
    expect(linesNow()).toContain("stands for 3 customers with the same trouble who still wait; 3 more need");
    expect(night.sent.at(-1)?.page).toMatchObject({
      title: expect.stringContaining("(and 2 more)"),
      about: { count: 3, settled: 3 },
    });
    await night.page(late(await night.customerWrites(7)));
    expect(linesNow()).toContain("stands for 4 customers");
    expect(woken(night)).toEqual(["ada-phone"]);
  });

  test("counts the same in every later turn of its ladder, whatever the hour", async () => {
    const { night, ids } = await flood(4);
    await night.brandAnswers(ids[1] ?? "");
    passes(night, 65);
    await night.ring(ids[0] ?? "");
    expect(woken(night)).toEqual(["ada-phone", "lee-phone"]);
    expect(night.sent.at(-1)?.page.about).toMatchObject({ count: 3, settled: 1 });
  });

  test("says that others wait when the one that speaks needs no answer any more", async () => {
    const { night, ids } = await flood(3);
    await night.brandAnswers(ids[0] ?? "");
    expect(night.sent.at(-1)).toMatchObject({
      to: "ada-phone",
      page: { action: "resolve", title: expect.stringContaining("but 2 more wait with the same trouble") },
    });
  });

  test("does not count whoever was answered while they were being counted", async () => {
    const { night } = await flood(2);
    const third = await night.customerWrites(3);
    const { load } = night.table;
    let loads = 0;
    Object.assign(night.table, {
      load: async (...asked: Parameters<typeof load>) => {
        const loaded = await load(...asked);
        if (asked[0] === third && (loads += 1) === 1) await night.brandAnswers(third);
        return loaded;
      },
    });
    await night.page(late(third));
    expect(night.sent.at(-1)?.page.about).toMatchObject({ count: 2, settled: 1 });
  });

  test("begins no page anew that was over before its count was told", async () => {
    const { night, ids } = await flood(2);
    const [speaker = ""] = ids;
    const fourth = await night.customerWrites(4);
    night.onUpdated(() => night.brandAnswers(speaker));
    await night.page(late(fourth));
    const actions = night.sent.map(({ page }) => page.action);
    expect(actions.lastIndexOf("resolve")).toBeGreaterThan(actions.lastIndexOf("update"));
  });

  test("is one page too where everybody is looked at in the same moment", async () => {
    const night = anOnCallNight();
    const ids = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((number) => night.customerWrites(number)));
    await Promise.all(ids.map((id) => night.page(late(id))));
    expect(woken(night)).toEqual(["ada-phone"]);
    const lines = night.sent.map(({ page }) => page.lines.join(" "));
    expect(lines.filter((said) => said.includes("stands for 8 customers"))).not.toEqual([]);
  });

  test("has another speak where the first could never be paged", async () => {
    const night = anOnCallNight({ failing: ["ada-phone", "ada-chat", "lee-phone", "ops"] });
    const [first, next] = [await night.customerWrites(1), await night.customerWrites(2)];
    await expect(night.page(late(first))).rejects.toThrow("reached nobody");
    night.failing.clear();
    await night.page(late(next));
    expect(woken(night)).toEqual([]);
    passes(night, 15);
    await night.ring(next);
    expect(woken(night)).toEqual(["ada-phone"]);
  });

  test("has another speak once the one that did is answered: nobody is forgotten behind it", async () => {
    const { night, ids } = await flood(3);
    const [speaker = "", next = ""] = ids;
    await takes(night, speaker, "ada");
    const known = await night.conversation(speaker);
    await night.table.commit({
      kind: "commit",
      conversation: { ...known, version: known.version + 1, status: "answered" },
      messages: [],
    });
    passes(night, 15);
    await night.ring(next);
    expect(woken(night)).toEqual(["ada-phone", "ada-phone"]);
    expect((await night.conversation(next)).escalation?.state).toBe("paging");
  });
});
