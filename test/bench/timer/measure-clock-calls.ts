/**
 * What a conversation's clock costs in AWS calls, with a hundred, ten thousand and a hundred thousand others open in the
 * table: starting it is part of the commit that hears the mention, stopping it of the commit that hears the answer, and
 * so what is counted is what everybody else does about it. The sweep of a minute in which nothing is due stands beside it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AssemblyStack } from "../../../infra/local/template/assembly.ts";
import { ConversationId } from "../../../shared/domain/ids.ts";
import { hearReply } from "../../../shared/domain/conversation/hear-reply.ts";
import { aReply } from "../../builders/a-reply.ts";
import { eventually } from "../../journeys/eventually.ts";
import { dynamodbMeter } from "../dynamodb-meter.ts";
import type { Figure } from "../figure.ts";
import { machineState } from "../machine-state.ts";
import { createBreachLog, type BreachLog } from "./breach-log.ts";
import { bulkLoad } from "./bulk-load.ts";
import { assembleTimer, openTimer, type Timer } from "./open-timer.ts";
import { seedDeadlines, type Seeded } from "../../builders/seed-deadlines.ts";

const sizes = [100, 10_000, 100_000];
const clocks = 100;
const patienceMs = 120_000;

type Counted = {
  readonly sweep: string;
  readonly rung: number;
  readonly cancelledBefore: number;
  readonly cancelledAfter: number;
  readonly machine: string;
};

export const measureClockCalls = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "firstreply-clock-calls-"));
  try {
    const stack = await assembleTimer(join(folder, "assembly"));
    const counted: Counted[] = [];
    for (const size of sizes) counted.push(await countWith(stack, join(folder, String(size)), size));
    return figuresOf(counted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const countWith = async (stack: AssemblyStack, directory: string, open: number): Promise<Counted> => {
  bulkLoad(stack, directory, open);
  const breaches = createBreachLog();
  const meter = dynamodbMeter();
  const metered = async (...[call, next]: Parameters<BreachLog["interceptor"]>) => {
    const answer = await next(call);
    meter.pass(call, answer);
    return answer;
  };
  await using timer = await openTimer(stack, directory, [breaches.interceptor, metered]);
  await timer.sweep();
  const before = meter.units();
  const sweepCalls = await callsOf(timer, ofSweeper, timer.sweep);
  const { read, write } = meter.units();
  const perClock = async (work: () => Promise<void>): Promise<number> =>
    (await callsOf(timer, ofClock, work)) / clocks;
  return {
    sweep: `${sweepCalls} calls, ${read - before.read} read and ${write - before.write} write units`,
    rung: await perClock(() => ringAll(timer, breaches)),
    cancelledAfter: await perClock(() => answerWhenArmed(timer)),
    cancelledBefore: await perClock(() => answerBeforehand(timer)),
    machine: machineState(),
  };
};

/** Clocks that nobody stops, from the moment they are opened until all have rung. */
const ringAll = async (timer: Timer, breaches: BreachLog): Promise<void> => {
  const seeded = await seedNear(timer);
  const isMissing = ({ conversationId }: Seeded): boolean => breaches.commitsOf(conversationId).length === 0;
  await eventually(
    () => !seeded.some(isMissing) || undefined,
    () => `${seeded.filter(isMissing).length} of ${seeded.length} clocks never rang`,
    patienceMs,
  );
};

/** The same, answered when their deadlines wait in the queue already, until those have come out for nothing. */
const answerWhenArmed = async (timer: Timer): Promise<void> => {
  const seeded = await seedNear(timer);
  await until(timer, ({ visible, delayed, inFlight }) => visible + delayed + inFlight === seeded.length);
  await answerAll(timer, seeded);
  await until(timer, ({ visible, delayed, inFlight }) => visible + delayed + inFlight === 0);
};

/** Clocks of an hour, answered long before anybody has handed them over. */
const answerBeforehand = async (timer: Timer): Promise<void> => {
  const from = Date.now() + 3_600_000;
  const far = { count: clocks, from, overMs: 60_000, armedBy: "relay" } as const;
  await answerAll(timer, await seedDeadlines(timer.store, far));
  await timer.sweep();
};

const seedNear = ({ store }: Timer): Promise<Seeded[]> =>
  seedDeadlines(store, { count: clocks, from: Date.now() + 8000, overMs: 2000, armedBy: "relay" });

const answerAll = async ({ store }: Timer, seeded: readonly Seeded[]): Promise<void> => {
  for (const [n, { conversationId, dueAt }] of seeded.entries()) {
    const conversation = await store.load(ConversationId.parse(conversationId));
    const threadId = conversation?.threadId;
    const createdAt = new Date(Date.parse(dueAt) - 60_000).toISOString();
    const reply = aReply({ id: `x:reply-${threadId}-${n}`, threadId, replyTo: threadId, createdAt });
    const step = hearReply({ hours: {}, conversation, reply, parent: null });
    if (step.kind !== "commit") throw new Error(`${conversationId} could not be answered`);
    await store.commit({ ...step, conversation: { ...step.conversation, events: [] } });
  }
};

type Depth = ReturnType<Timer["runtime"]["queueDepths"]>[number];

const until = async ({ runtime }: Timer, isSo: (deadlines: Depth) => boolean): Promise<void> => {
  const deadlineQueue = runtime.outputs["DeadlineQueueUrl"]?.split("/").at(-1);
  await eventually(
    () => runtime.queueDepths().some((depth) => depth.name === deadlineQueue && isSo(depth)) || undefined,
    () => "the deadlines were never all on their way at once: is the machine busy with something else?",
    patienceMs,
  );
};

type Call = ReturnType<Timer["runtime"]["callCounts"]>[number];

const ofSweeper = ({ principal }: Call): boolean => principal.includes("SweepDeadlines");
/** What is done for one clock: putting it into the queue, and all that ring-deadline does. */
const ofClock = ({ principal, service }: Call): boolean =>
  principal.includes("RingDeadline") || (/RelayEvents|SweepDeadlines/u.test(principal) && service === "sqs");

const callsOf = async (
  { runtime }: Timer,
  whose: (call: Call) => boolean,
  work: () => Promise<void>,
): Promise<number> => {
  const count = (): number =>
    runtime
      .callCounts()
      .filter(whose)
      .reduce((sum, { calls }) => sum + calls, 0);
  const before = count();
  await work();
  return count() - before;
};

const powers = ["10²", "10⁴", "10⁵"];

const figuresOf = (counted: readonly Counted[]): Figure[] => {
  const row = (what: string, cell: (one: Counted) => string): Figure => ({
    what,
    value: sideBySide(counted.map(cell)),
    aim: "the same, however many are open",
    machine: counted.at(-1)?.machine ?? "",
  });
  const calls = (of: (one: Counted) => number) => (one: Counted) => of(one).toFixed(1);
  return [
    row("a minute's sweep with nothing due", ({ sweep }) => sweep),
    row(
      "calls for a clock that rings",
      calls(({ rung }) => rung),
    ),
    row(
      "for one that is stopped when its deadline is on its way",
      calls(({ cancelledAfter }) => cancelledAfter),
    ),
    row(
      "for one that is stopped before that",
      calls(({ cancelledBefore }) => cancelledBefore),
    ),
  ];
};

const sideBySide = (cells: readonly string[]): string =>
  new Set(cells).size === 1
    ? `${cells[0]} at ${powers.join(", ")}`
    : cells.map((cell, index) => `${powers[index]}: ${cell}`).join(" · ");
