/** Thirty people report the same outage among everybody else; half of them in one language, half in another. */
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { OutageSuspected } from "../../shared/contracts/outage-suspected.ts";
import { eventually } from "./eventually.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";

let pipeline: Pipeline;
const outages: OutageSuspected[] = [];
const routed = new Set<string>();

beforeAll(async () => {
  pipeline = await startPipeline();
  pipeline.runtime.onEvent(({ detailType, event }) => {
    const { detail } = z.object({ detail: z.unknown() }).parse(JSON.parse(event));
    if (detailType === "OutageSuspected") outages.push(OutageSuspected.detail.parse(detail));
    if (detailType === "MentionRouted") routed.add(MentionRouted.detail.parse(detail).mention.id);
  });
});
afterAll(() => pipeline.stop());

const start = Date.now() - 120_000;

/** What one person wrote, so many seconds after the first. */
const said = (author: string, text: string, seconds: number) => {
  const at = new Date(start + seconds * 1000).toISOString();
  return {
    type: "mention.created",
    timestamp: at,
    data: { id: author, threadId: author, kind: "comment", text, author: { id: author }, createdAt: at },
  };
};

const wordings = [
  "no internet in Leeds again, is anybody there?",
  "Hola, el internet de Leeds no funciona desde anoche",
  "the internet is down in LEEDS, please help",
  "ayuda, seguimos sin internet en Leeds y no funciona el router",
  "my internet keeps dropping since ten. Leeds, LS6",
  "otra vez sin Internet aquí (Leeds) y nadie responde, ayuda",
];
const reports = Array.from({ length: 30 }, (_, n) =>
  said(`reporter-${n}`, wordings[n % wordings.length] ?? "", n * 3),
);

const ordinary = [
  "how much is the family plan?",
  "my card was declined when I paid my bill",
  "your app crashes when I open my account",
  "el paquete de mi pedido no llega, ayuda",
  "¿cuánto cuesta el router nuevo?",
  "thank you, the engineer was brilliant",
  "cancelled my appointment again, I have been waiting all day",
  "mi factura está mal, error en el cobro",
  "moving to Leeds in March, lovely city",
  "the internet is full of cats lol",
].map((text, n) => said(`other-${n}`, text, n * 8));

const deliver = async (bodies: readonly object[]): Promise<void> => {
  const statuses = await Promise.all(bodies.map((body) => pipeline.deliver("standard-webhooks", body)));
  expect(new Set(statuses)).toEqual(new Set([200]));
};

const heardOf = (count: number): Promise<true> =>
  eventually(
    () => outages.some((outage) => outage.count === count) || undefined,
    () =>
      `told of ${outages.map((outage) => outage.count).join(" ")}. ${pipeline.complaints.slice(-5).join("\n")}`,
  );

const outageIds = (): string[] => [...new Set(outages.map(({ outageId }) => outageId))];

test("ordinary mentions are no outage", async () => {
  await deliver(ordinary);
  await eventually(
    () => routed.size === ordinary.length || undefined,
    () => `only ${routed.size} were routed`,
  );
  await pipeline.quiet();
  expect(outages).toEqual([]);
});

test("thirty people who report the same are one, though their webhooks come all at once and some of them twice", async () => {
  await deliver([...reports.slice(0, 20), ...reports.slice(0, 10)].toReversed());
  await heardOf(20);
  await deliver([...reports.slice(20), ...reports.slice(5, 15)]);
  await heardOf(30);
  await pipeline.quiet();
  expect(outageIds()).toHaveLength(1);
  expect(Math.max(...outages.map(({ count }) => count))).toBe(30);
  expect(outages.find(({ count }) => count === 30)).toMatchObject({
    brand: "brand",
    firstSeen: new Date(start).toISOString(),
    lastSeen: new Date(start + 29 * 3000).toISOString(),
    sampleMentionIds: [0, 1, 2, 3, 4].map((n) => `standard-webhooks:standard-webhooks/reporter-${n}`),
  });
});

test("each of them is routed like any other mention, and none is in two conversations", () => {
  expect(routed.size).toBe(ordinary.length + reports.length);
});

test("what is told names mentions, and never says what anybody wrote", () => {
  expect(JSON.stringify(outages)).not.toMatch(/internet|leeds/iu);
  expect(outages.filter(({ news }) => news === "opened").length).toBe(1);
  const ids = outages.flatMap(({ sampleMentionIds }) => sampleMentionIds);
  expect(ids.filter((id) => !id.includes("reporter"))).toEqual([]);
});
