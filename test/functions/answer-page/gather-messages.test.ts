import { expect, test } from "vitest";
import { gatherMessages } from "../../../functions/answer-page/gather-messages.ts";
import { changeStanding } from "../../../shared/domain/conversation/change-standing.ts";
import { aNight, conversationId, theMention, type Night } from "./a-night.ts";

const hear = async (night: Night, count: number, text: string): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(Date.parse("2026-11-21T01:46:00Z") + index * 1000).toISOString();
    await night.hear(theMention({ id: `x:2${index}`, text, createdAt, receivedAt: createdAt }));
  }
};

const gathered = async ({ table }: Night) => {
  const { mentions, replies } = (await table.load(conversationId)) ?? { mentions: [], replies: [] };
  return gatherMessages({ mentions, replies }, table.loadMessage);
};

test("what customer and brand said comes in the order it was written, each with its own words", async () => {
  const night = await aNight();
  await night.reply({ createdAt: "2026-11-21T01:50:00.000Z", text: "which number?" });
  await hear(night, 1, "this one");
  expect(await gathered(night)).toEqual({
    leftOut: 0,
    messages: [
      expect.objectContaining({ from: "customer", name: "Amara", handle: "amara", marks: [] }),
      expect.objectContaining({ from: "customer", text: "this one" }),
      expect.objectContaining({
        from: "brand",
        text: "which number?",
        at: new Date("2026-11-21T01:50:00Z"),
        permalink: "https://x.com/brand/status/2001",
      }),
    ],
  });
});

test.each([
  ["withdrawn", { text: null, name: null, permalink: null, marks: ["withdrawn"] }],
  ["hidden", { text: theMention().text, name: "Amara", marks: ["hidden"] }],
] as const)("what was %s says so", async (state, shown) => {
  const night = await aNight();
  const { id } = theMention();
  const [conversation, stored] = [await night.table.load(conversationId), await night.table.loadMessage(id)];
  const standing = { state, since: "2026-11-21T01:50:00.000Z" };
  const step = changeStanding({ hours: {}, id, standing, stored, conversation });
  if (step.kind !== "nothing") await night.table.commit(step);
  expect((await gathered(night)).messages).toMatchObject([shown]);
});

test("what was reworded says so, and shows the latest words", async () => {
  const night = await aNight();
  await night.hear(theMention({ text: "found it again, thanks", revision: 1 }));
  expect((await gathered(night)).messages).toMatchObject([
    { text: "found it again, thanks", marks: ["edited"] },
  ]);
});

test("of a message that is not kept any more only its place is left", async () => {
  const { mentions } = (await (await aNight()).table.load(conversationId)) ?? { mentions: [] };
  const { messages } = await gatherMessages({ mentions, replies: [] }, async () => null);
  expect(messages).toMatchObject([{ from: "customer", text: null, name: null, marks: [] }]);
});

test("of very many messages the newest hundred are read", async () => {
  const night = await aNight();
  await hear(night, 110, "hello?");
  const { messages, leftOut } = await gathered(night);
  expect([messages.length, leftOut]).toEqual([100, 11]);
  expect(messages.at(-1)?.at).toEqual(new Date("2026-11-21T01:47:49Z"));
});

test("of very long ones as many as one answer can carry, the newest", async () => {
  const night = await aNight();
  await hear(night, 20, '"'.repeat(30_000));
  const { messages, leftOut } = await gathered(night);
  expect([messages.length, leftOut]).toEqual([13, 8]);
});
