import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Rung } from "../../shared/domain/escalation/climb.ts";
import { drilledIn } from "../../shared/domain/channels/drill-channel.ts";
import { isActive, turnOf } from "../../shared/domain/escalation/escalation.ts";
import type { Plan } from "../../shared/domain/escalation/plan-pages.ts";
import { behind, planPages } from "../../shared/domain/escalation/plan-pages.ts";
import { recordPages } from "../../shared/domain/escalation/record-pages.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { PermanentError } from "../../shared/errors.ts";
import { loadFeeds } from "../../shared/use-cases/load-feeds.ts";
import type { GroupCount } from "../../shared/ports/page-groups.ts";
import { takeStep } from "../../shared/use-cases/take-step.ts";
import { countJoined, joinGroup } from "./join-group.ts";
import { leaveGroup } from "./leave-group.ts";
import type { OnCallEvent } from "./on-call-event.ts";
import type { Ports } from "./ports.ts";
import { sendPages, type Reached } from "./send-pages.ts";
import type { Turn } from "./turn.ts";

type Asked = {
  readonly conversationId: ConversationId;
  readonly asked: Extract<OnCallEvent, { kind: "trouble" | "turn" | "outage" }>;
};

/** Pages whoever is next, and remembers it; nothing, where nobody has to be asked any more. */
export const takeTurn = async (ports: Ports, { conversationId, asked }: Asked): Promise<void> => {
  const conversation = await ports.conversations.load(conversationId);
  if (conversation === null) throw new PermanentError(`${conversationId} is gone`);
  const now = ports.wallClock.now();
  const turn = nextTurn(ports, { conversation, asked, now });
  if (typeof turn === "string")
    return ports.telemetry.note("page.not-needed", { conversationId, reason: turn });

  const speaking = await joinGroup(ports, { conversation, turn, asked, now });
  if (speaking === "spoken-for") return;
  const { plan, reached } = await climbAndSend(ports, { conversation, turn, now, count: speaking.count });
  const { group, count } = speaking;
  const recorded = await takeStep({
    conversations: ports.conversations,
    promises: ports.promises,
    conversationId,
    decide: (current) =>
      recordPages(current ?? conversation, group === null ? plan : { ...plan, group }, reached),
  });
  if (group !== null)
    await (isOver(recorded) ? leaveGroup : countJoined)(ports, { group, count, conversationId });
  for (const { why, level, round } of plan.skipped)
    ports.telemetry.note("level.skipped", { conversationId, rung: `${round}.${level}`, why });
  ports.telemetry.count("PageSent", reached.length);
  ports.telemetry.note("page.sent", {
    conversationId,
    turn: plan.turn,
    state: plan.next.state,
    destinations: reached.flatMap(({ destinations }) => destinations).join(" "),
  });
};

/** Whether nobody waits any more for what was just remembered. */
const isOver = (step: Step): boolean => step.kind === "commit" && step.conversation.status !== "open";

/** Which turn it is, or why there is none. */
const nextTurn = (
  { onCall }: Ports,
  {
    conversation,
    asked,
    now,
  }: { readonly conversation: Conversation; readonly asked: Asked["asked"]; readonly now: Date },
): Turn | string => {
  const { status, escalation, team } = conversation;
  if (status !== "open") return status;
  if (asked.kind === "turn") {
    if (!isActive(escalation)) return "nobody is asked any more";
    if (asked.turn !== turnOf(conversation)) return "another turn has been since";
    const { policy, ladder, reason, round, level } = escalation;
    return { policy, ladder, reason, from: { round, level }, why: asked.why };
  }
  if (isActive(escalation)) return "somebody is asked already";
  const reason = asked.kind === "outage" ? "urgent" : asked.reason;
  const ladder = onCall.ladderFor({ team, reason, now, drilled: drilledIn(conversation) });
  if (ladder === null) return "nobody is to be woken for this";
  return { ...ladder, reason, from: { round: 1, level: 0 }, why: reason };
};

type Climb = {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly now: Date;
  /** Of those it speaks for. */
  readonly count: GroupCount;
};

/** Rung by rung, until somebody was reached. Past the last, and with nobody anywhere, it is the catch-all's. */
const climbAndSend = async (
  ports: Ports,
  { conversation, turn, now, count }: Climb,
): Promise<{ readonly plan: Plan; readonly reached: readonly Reached[] }> => {
  const moment = await momentOf(ports, turn, now);
  const planFrom = (from: Rung): Plan => planPages({ ...turn, conversation, from, moment });
  const send = (plan: Plan): Promise<Reached[]> => sendPages(ports, { conversation, turn, plan, now, count });
  let plan = planFrom(turn.from);
  for (let tries = turn.ladder.levels.length; tries > 0 && plan.targets.length > 0; tries -= 1) {
    const reached = await send(plan);
    if (reached.length > 0) return { plan, reached };
    if (plan.next.state === "over") break;
    plan = planFrom(behind(plan.at, turn.ladder));
  }
  if (plan.next.state === "held") return { plan, reached: [] };
  const toCatchAll = { ...plan, isForCatchAll: true, targets: catchAllOf(ports, conversation.team) };
  ports.telemetry.count("NobodyReached");
  ports.telemetry.note("page.nobody", { conversationId: conversation.id, turn: plan.turn });
  const reached = await send(toCatchAll);
  if (reached.length === 0 && toCatchAll.targets.length > 0)
    throw new Error(`turn ${plan.turn} of ${conversation.id} reached nobody, not even the catch-all`);
  return { plan: toCatchAll, reached };
};

const catchAllOf = ({ onCall }: Ports, team: string) =>
  onCall.catchAll(team).map((destination) => ({
    responder: null,
    destinations: [destination],
    because: "nobody else could be reached",
  }));

const momentOf = async ({ onCall, rosterChanges, rosterFeeds }: Ports, { ladder }: Turn, now: Date) => {
  const names = onCall.rostersOf(ladder);
  const rosters = names.flatMap((name) => onCall.rosterCalled(name) ?? []);
  const [kept, feeds] = await Promise.all([
    Promise.all(names.map(async (name) => [name, (await rosterChanges.load(name)).changes] as const)),
    loadFeeds(rosterFeeds, rosters),
  ]);
  const changes = new Map(kept);
  return {
    now,
    opensAt: onCall.opensAt,
    whoIs: (to: Parameters<typeof onCall.whoIs>[0], at: Date) => onCall.whoIs(to, at, changes, feeds),
  };
};
