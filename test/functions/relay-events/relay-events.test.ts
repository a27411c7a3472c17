import { expect, test } from "vitest";
import { relayEvents } from "../../../functions/relay-events/relay-events.ts";
import { placeStanding } from "../../../functions/triage-mentions/place-messages.ts";
import { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../shared/domain/conversation/hear-reply.ts";
import { MessageId } from "../../../shared/domain/ids.ts";
import { PermanentError } from "../../../shared/errors.ts";
import type { PublishedEvent } from "../../../shared/ports/event-publisher.ts";
import { aConversation, committed } from "../../builders/a-conversation.ts";
import { aJudgement } from "../../builders/a-judgement.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";
import { memoryDeadlineQueue } from "../../doubles/memory-deadline-queue.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

const committedAt = new Date("2026-11-21T10:00:02.500Z");

const pipeline = async ({
  textInQueue = true,
  replySeconds = 900,
  text = "mail me: a@b.example",
  time = "10:00:03",
} = {}) => {
  const table = memoryTable();
  const opening = hearMention({
    hours: {},
    conversation: null,
    mention: aMention({ text }),
    judge: () => aJudgement({ replySeconds }),
    stored: null,
  });
  if (opening.kind === "commit") await table.commit(opening);
  const published: PublishedEvent[] = [];
  const deadlines = memoryDeadlineQueue();
  const relay = relayEvents({
    conversations: table,
    bus: { publish: async (events) => void published.push(...events) },
    deadlines,
    teams: { service: { textInQueue } },
    wallClock: settableClock(`2026-11-21T${time}Z`),
    telemetry: recordedTelemetry(),
  });
  return { table, published, deadlines, relay, conversation: committed(opening) };
};

test("a routed mention is told under its contract, with its text masked", async () => {
  const { published, relay, conversation } = await pipeline();
  await relay(conversation, committedAt);
  expect(published).toMatchObject([{ source: "firstreply", detailType: "MentionRouted" }]);
  const detail = MentionRouted.detail.parse(published[0]?.detail);
  expect(detail).toMatchObject({
    id: "x:1001:77:1:0",
    team: "service",
    mention: { text: "mail me: [e-mail]" },
  });
});

test("a team that wants ids only gets no text, nor a word of it in the reasons", async () => {
  const { published, relay, conversation } = await pipeline({ textInQueue: false });
  const reasons = ["asks for help", "the words “my refund”"];
  await relay({ ...conversation, classification: { ...conversation.classification, reasons } }, committedAt);
  expect(published[0]?.detail).toMatchObject({
    mention: { id: "x:1001", text: null },
    classification: { reasons: ["asks for help"] },
  });
});

test("every copy of an event has the same id", async () => {
  const { published, relay, conversation } = await pipeline();
  await relay(conversation, committedAt);
  await relay(conversation, committedAt);
  expect(new Set(published.map(({ detail }) => detail["id"]))).toEqual(new Set(["x:1001:77:1:0"]));
});

test.each([
  { replySeconds: 239, armed: 1 },
  { replySeconds: 900, armed: 0 },
])(
  "a deadline $replySeconds seconds ahead is armed $armed times: the sweep takes those that are far",
  async ({ replySeconds, armed }) => {
    const { deadlines, relay, conversation } = await pipeline({ replySeconds });
    await relay(conversation, committedAt);
    expect(deadlines.armed).toHaveLength(armed);
  },
);

test("a clock that is slow arms no deadline late: it is at least as late as the commit", async () => {
  const { deadlines, relay, conversation } = await pipeline({ replySeconds: 100, time: "09:55:03" });
  await relay(conversation, committedAt);
  expect(deadlines.armedAt).toEqual([committedAt]);
});

test("a commit that leaves the deadline where it was does not arm it again", async () => {
  const { deadlines, relay, conversation } = await pipeline({ replySeconds: 100 });
  await relay({ ...conversation, version: 2 }, committedAt);
  expect(deadlines.armed).toEqual([]);
});

test("an answer is told with what became of the clocks", async () => {
  const { published, relay } = await pipeline();
  await relay(
    committed(hearReply({ hours: {}, conversation: aConversation(), reply: aReply(), parent: null })),
    committedAt,
  );
  expect(published).toMatchObject([
    { detailType: "ConversationAnswered", detail: { clocks: [{ state: "met" }] } },
  ]);
});

test.each([
  { received: "2026-11-21T10:05:00.000Z", late: false },
  { received: "2026-11-22T16:00:00.000Z", late: true },
])("a mention of ten o'clock that we received at $received is late: $late", async ({ received, late }) => {
  const { published, relay, table } = await pipeline();
  const mention = aMention({ id: "x:7", threadId: "7", receivedAt: received });
  const step = hearMention({
    hours: {},
    conversation: null,
    mention,
    judge: () => aJudgement(),
    stored: null,
  });
  if (step.kind === "commit") await table.commit(step);
  await relay(committed(step), committedAt);
  expect(published[0]?.detail).toMatchObject({ mention: { receivedAt: received, late } });
});

test("a mention that was withdrawn before its event left leaves without its words", async () => {
  const { published, relay, conversation, table } = await pipeline({ text: "please forget this" });
  const standing = { state: "withdrawn", since: "2026-11-21T10:00:02.000Z" } as const;
  await placeStanding(
    { conversations: table, promises: { calendars: {}, hours: {} } },
    MessageId.parse("x:1001"),
    standing,
  );
  await relay(conversation, committedAt);
  expect(published[0]?.detail).toMatchObject({
    mention: { text: "", author: { handle: null }, permalink: null },
  });
  const withdrawn = await table.load(conversation.id);
  await relay(withdrawn ?? conversation, committedAt);
  expect(published[1]).toMatchObject({ detailType: "ConversationUpdated", detail: { change: "withdrawn" } });
});

test("an event whose mention is not in the table will never succeed", async () => {
  const { relay } = await pipeline();
  const elsewhere = aConversation(aMention({ id: "x:9", threadId: "9" }));
  await expect(relay(elsewhere, committedAt)).rejects.toThrow(PermanentError);
});
