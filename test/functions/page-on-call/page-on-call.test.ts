import { expect, test } from "vitest";
import { pageOnCall } from "../../../functions/page-on-call/page-on-call.ts";
import { DeadlineBreached } from "../../../shared/contracts/deadline-breached.ts";
import type { PageMessage } from "../../../shared/contracts/page.ts";
import { decideAtDeadline } from "../../../shared/domain/clocks/decide-at-deadline.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../shared/domain/conversation/hear-reply.ts";
import { aConversation } from "../../builders/a-conversation.ts";
import { aJudgement } from "../../builders/a-judgement.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

const { id: conversationId } = aConversation();
const breach = DeadlineBreached.detail.parse({
  id: `${conversationId}:2:0`,
  occurredAt: "2026-11-21T10:15:00.020Z",
  conversationId,
  version: 2,
  platform: "x",
  channelId: "x",
  team: "service",
  mentionId: "x:1001",
  clock: { ...aConversation().clocks[0], state: "breached", answeredAt: null },
});

/** A breached conversation, and destinations of which `failing` refuse every page. */
const pipeline = async (failing: readonly string[] = []) => {
  const table = memoryTable();
  const opening = hearMention({
    hours: {},
    conversation: null,
    mention: aMention(),
    judge: () => aJudgement(),
    stored: null,
  });
  if (opening.kind === "commit") await table.commit(opening);
  const breached = decideAtDeadline(aConversation(), new Date("2026-11-21T10:15:00.020Z"));
  if (breached.kind === "commit") await table.commit(breached);
  const sent: { destination: string; page: PageMessage }[] = [];
  const pagers = ["phone", "chat"].map((destination) => ({
    destination,
    send: async (page: PageMessage) => {
      if (failing.includes(destination)) throw new Error("no route");
      sent.push({ destination, page });
    },
  }));
  const wallClock = settableClock("2026-11-21T10:15:01Z");
  const page = pageOnCall({
    conversations: table,
    promises: { calendars: {}, hours: {} },
    pagersOf: () => pagers,
    zoneOf: () => "Europe/Berlin",
    wallClock,
    telemetry: recordedTelemetry(),
  });
  return { table, sent, page };
};

test("a breach wakes every destination of the team, and is remembered", async () => {
  const { table, sent, page } = await pipeline();
  await page(breach);
  expect(sent.map(({ destination }) => destination)).toEqual(["phone", "chat"]);
  expect(await table.load(conversationId)).toMatchObject({
    pages: [{ id: breach.id, destinations: ["phone", "chat"] }],
  });
});

test("a page says where to look, and nothing the customer said or is called", async () => {
  const { sent, page } = await pipeline();
  await page(breach);
  expect(sent[0]?.page).toMatchObject({
    id: breach.id,
    action: "trigger",
    severity: "error",
    title: "Too late: a service customer on X has waited 15 minutes, answer was due 11:15",
    links: [{ label: "The post", url: "https://x.com/i/web/status/1001" }],
    about: { kind: "conversation", reason: "deadline-breached", team: "service", conversationId },
  });
  expect(JSON.stringify(sent[0]?.page)).not.toMatch(/arrived|amara/iu);
});

test("the same breach delivered again wakes nobody again", async () => {
  const { sent, page } = await pipeline();
  await page(breach);
  await page(breach);
  expect(sent).toHaveLength(2);
});

test("one destination that takes the page is enough", async () => {
  const { table, page } = await pipeline(["phone"]);
  await page(breach);
  expect(await table.load(conversationId)).toMatchObject({ pages: [{ destinations: ["chat"] }] });
});

test("a page that reached nobody fails, so that the queue tries again", async () => {
  const { table, page } = await pipeline(["phone", "chat"]);
  await expect(page(breach)).rejects.toThrow("reached nobody");
  expect(await table.load(conversationId)).toMatchObject({ pages: [] });
});

test("a customer who was answered meanwhile wakes nobody", async () => {
  const { table, sent, page } = await pipeline();
  const late = aReply({ createdAt: "2026-11-21T10:15:00.500Z" });
  const reply = hearReply({
    hours: {},
    conversation: await table.load(conversationId),
    reply: late,
    parent: null,
  });
  if (reply.kind === "commit") await table.commit(reply);
  await page(breach);
  expect(sent).toEqual([]);
});
