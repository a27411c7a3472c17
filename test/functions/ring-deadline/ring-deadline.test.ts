import { expect, test } from "vitest";
import { ringDeadline } from "../../../functions/ring-deadline/ring-deadline.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../shared/domain/conversation/hear-reply.ts";
import type { WallClock } from "../../../shared/ports/wall-clock.ts";
import { aConversation } from "../../builders/a-conversation.ts";
import { aJudgement } from "../../builders/a-judgement.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";
import { memoryDeadlineQueue } from "../../doubles/memory-deadline-queue.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

const { id: conversationId } = aConversation();
const deadline = { conversationId, dueAt: "2026-11-21T10:15:00.000Z" };

/** An open conversation that is due at 10:15, and the function at `time`. */
const pipelineAt = async (time: string) => {
  const table = memoryTable();
  const opening = hearMention({
    hours: {},
    conversation: null,
    mention: aMention(),
    judge: () => aJudgement(),
    stored: null,
  });
  if (opening.kind === "commit") await table.commit(opening);
  const wallClock = settableClock(`2026-11-21T${time}Z`);
  const deadlines = memoryDeadlineQueue();
  const ringOn = (clock: WallClock) =>
    ringDeadline({
      conversations: table,
      promises: { calendars: {}, hours: {} },
      deadlines,
      wallClock: clock,
      telemetry: recordedTelemetry(),
    });
  return { table, wallClock, deadlines, ringOn, ring: ringOn(wallClock) };
};

test("a deadline that comes early goes back for the rest of its time", async () => {
  const { table, deadlines, ring } = await pipelineAt("10:14:30");
  await ring(deadline);
  expect(deadlines.armed).toEqual([deadline]);
  expect(table.stream).toHaveLength(1);
});

test("in its last second it is waited out, and never rings before its time", async () => {
  const { table, wallClock, ring } = await pipelineAt("10:14:59.400");
  await ring(deadline);
  expect(wallClock.now().toISOString()).toBe("2026-11-21T10:15:00.001Z");
  expect(table.stream.at(-1)?.events).toMatchObject([{ type: "DeadlineBreached" }]);
});

test("a customer who is answered in its last second, while it is waited out, is no breach", async () => {
  const { table, wallClock, ringOn } = await pipelineAt("10:14:59.400");
  const answerInTheLastMoment = async (instant: Date): Promise<void> => {
    const conversation = await table.load(conversationId);
    const reply = aReply({ createdAt: "2026-11-21T10:14:59.900Z" });
    const step = hearReply({ hours: {}, conversation, reply, parent: null });
    if (step.kind === "commit") await table.commit(step);
    await wallClock.waitUntil(instant);
  };
  await ringOn({ ...wallClock, waitUntil: answerInTheLastMoment })(deadline);
  expect(table.stream.flatMap(({ events }) => events).map(({ type }) => type)).not.toContain(
    "DeadlineBreached",
  );
  expect(await table.load(conversationId)).toMatchObject({ clocks: [{ state: "met" }] });
});

test("delivered five times at once it breaches once", async () => {
  const { table, ring } = await pipelineAt("10:16:00");
  await Promise.all(Array.from({ length: 5 }, () => ring(deadline)));
  expect(table.stream.flatMap(({ events }) => events).map(({ type }) => type)).toEqual([
    "MentionRouted",
    "DeadlineBreached",
  ]);
});

test("a customer who was answered in time is no breach, however late the message comes", async () => {
  const { table, ring } = await pipelineAt("11:00:00");
  const reply = hearReply({
    hours: {},
    conversation: await table.load(conversationId),
    reply: aReply(),
    parent: null,
  });
  if (reply.kind === "commit") await table.commit(reply);
  await ring(deadline);
  expect(await table.load(conversationId)).toMatchObject({ status: "answered", clocks: [{ state: "met" }] });
});

test("a conversation that is gone rings nobody", async () => {
  const { ring } = await pipelineAt("10:16:00");
  await expect(
    ring({ ...deadline, conversationId: aConversation(aMention({ threadId: "gone" })).id }),
  ).resolves.toBeUndefined();
});
