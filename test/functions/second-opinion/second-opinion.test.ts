import { expect, test } from "vitest";
import { eventsOf } from "../../../functions/relay-events/events-of.ts";
import { secondOpinion } from "../../../functions/second-opinion/second-opinion.ts";
import { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import { inHands, route } from "../../../shared/domain/judging/route.ts";
import type { Opinion } from "../../../shared/ports/adviser.ts";
import { reclassifyMention } from "../../../shared/use-cases/reclassify-mention.ts";
import { aCorrection } from "../../builders/a-correction.ts";
import { aMention } from "../../builders/a-mention.ts";
import { memoryDayBudget } from "../../doubles/memory-day-budget.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { aClassification } from "../../builders/a-judgement.ts";
import { aRouting } from "../../builders/a-routing.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

const routing = aRouting();

/** A mention nobody is sure of, and somebody to ask about it. */
const unsureMention = async (opinion: Opinion | Error, { microdollarsPerDay = 1000 } = {}) => {
  const table = memoryTable();
  const asked: string[] = [];
  const mention = aMention({ text: "@brand hm. call 0171 2345678 or write ada@example.com" });
  const classification = aClassification({ category: "chatter", confidence: 0.4, reasons: ["a test"] });
  const judgement = inHands(mention, { classification, team: route(classification, routing) }, routing);
  const step = hearMention({ hours: {}, conversation: null, mention, judge: () => judgement, stored: null });
  if (step.kind !== "commit") throw new Error("it is new");
  await table.commit(step);
  const texts = { conversations: table, teams: {} };
  const [event] = await eventsOf(step.conversation, new Date("2026-11-21T10:00:03Z"), texts);
  const routed = MentionRouted.detail.parse(event?.detail);
  const telemetry = recordedTelemetry();
  const ask = secondOpinion({
    conversations: table,
    routing,
    adviser: {
      atMost: () => 300,
      ask: async (text) => {
        asked.push(text);
        if (opinion instanceof Error) throw opinion;
        return opinion;
      },
    },
    budget: memoryDayBudget(microdollarsPerDay),
    wallClock: settableClock("2026-11-21T10:00:05Z"),
    telemetry,
  });
  const conversation = () => table.load(step.conversation.id);
  return { table, mention, asked, ask: () => ask(routed), conversation };
};

test("moves it to the team that takes it, and shows nobody its numbers", async () => {
  const { ask, asked, conversation } = await unsureMention({ category: "service", microdollars: 20 });
  await ask();
  expect(asked).toEqual(["@brand hm. call [number] or write [e-mail]"]);
  expect(await conversation()).toMatchObject({
    team: "care",
    classification: { category: "service", reasons: ["second opinion judged it service"] },
    reclassified: { source: "second opinion" },
  });
});

test("is asked once, however often the event comes", async () => {
  const { ask, asked } = await unsureMention({ category: "service", microdollars: 20 });
  await ask();
  await ask();
  expect(asked).toHaveLength(1);
});

test("is not asked when staff have judged", async () => {
  const { ask, asked, conversation, table, mention } = await unsureMention({
    category: "chatter",
    microdollars: 20,
  });
  await reclassifyMention({
    conversations: table,
    routing,
    keepsFeedback: false,
    mentionId: mention.id,
    correction: aCorrection(),
    now: new Date("2026-11-21T10:00:04Z"),
  });
  await ask();
  expect(asked).toEqual([]);
  expect(await conversation()).toMatchObject({ team: "shop" });
});

test("that is none changes nothing", async () => {
  const { ask, conversation } = await unsureMention({ category: null, microdollars: 20 });
  await ask();
  expect(await conversation()).toMatchObject({ version: 1, team: "ask" });
});

test("nobody has is tried again by the queue, and the route stands", async () => {
  const { ask, conversation } = await unsureMention(new Error("no answer"));
  await expect(ask()).rejects.toThrow("no answer");
  expect(await conversation()).toMatchObject({ version: 1, team: "ask" });
});

test("is not asked for beyond the day's money; what no answer came for counts as spent", async () => {
  const { ask, asked } = await unsureMention(new Error("no answer"), { microdollarsPerDay: 700 });
  for (const _ of [1, 2]) await expect(ask()).rejects.toThrow("no answer");
  await ask();
  expect(asked).toHaveLength(2);
});
