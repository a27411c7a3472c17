/**
 * What somebody who was paged says: that they take the conversation, that they cannot, or that they will look at it
 * later. Taking it stops every other page about it; it is no answer to the customer, so it comes back, from level one,
 * where none has been given in time. Declining passes it on at once, unless others of the same level are still asked;
 * where everybody has declined, management too, it ends at the catch-all.
 */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { ConversationEvent } from "../conversation/conversation-event.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { recounted } from "../conversation/recount.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import { isActive, safelyAfter, turnOf, wasPaged, type Escalation } from "./escalation.ts";

export type PageAnswer =
  | { readonly kind: "acknowledge" }
  | { readonly kind: "decline" }
  /** Not before the instant; the customer's clock goes on. */
  | { readonly kind: "snooze"; readonly until: Date };

type Asked = {
  readonly conversation: Conversation;
  readonly answer: PageAnswer;
  /** The id of a responder, or a name where somebody has none. */
  readonly by: string;
  readonly at: Date;
  readonly hours: Hours;
};

/** Nobody is asked again about what somebody has for longer than this without answering. */
const longestSnoozeSeconds = 86_400;
/** For whoever takes what no ladder handed them. */
const usualSeconds = 1800;

export const answerPage = (asked: Asked): Step => {
  const { conversation, answer } = asked;
  if (conversation.status !== "open") return { kind: "nothing", reason: conversation.status };
  return answer.kind === "decline" ? decline(asked) : take(asked);
};

const take = ({ conversation, answer, by, at, hours }: Asked): Step => {
  const { escalation, claims = [], team } = conversation;
  if (escalation?.state === "taken" && escalation.holder === by && answer.kind === "acknowledge")
    return { kind: "nothing", reason: "theirs already" };
  const taken = takenBy({ conversation, answer, by, at });
  const claimed = recounted({ ...conversation, claims: [...claims, { by, at: at.toISOString() }] }, hours);
  const event: ConversationEvent = {
    type: "ConversationAcknowledged",
    team,
    by,
    acknowledgedAt: at.toISOString(),
    ...(taken.nextAt === null ? {} : { until: taken.nextAt }),
    ...wasPaged(conversation),
  };
  return stepFrom(change(draftOf(claimed), { escalation: taken }, [event]));
};

const takenBy = ({ conversation, answer, by, at }: Omit<Asked, "hours">): Escalation => {
  const { escalation } = conversation;
  const before = escalation ?? unasked;
  const taken = [...new Set([...(before.taken ?? []), by])];
  if (needsOthers(conversation, taken)) return { ...before, taken };
  const { declined: _, taken: __, isPutOff: ___, ...rest } = before;
  const seconds = escalation?.ladder.acknowledgedForSeconds ?? usualSeconds;
  return {
    ...rest,
    state: "taken",
    holder: by,
    round: before.level === 0 ? before.round : before.round + 1,
    level: 0,
    ...(answer.kind === "snooze" && { isPutOff: true as const }),
    nextAt: new Date(
      answer.kind === "snooze" ? snoozedUntil(answer.until, at) : at.getTime() + seconds * 1000,
    ).toISOString(),
  };
};

const snoozedUntil = (until: Date, at: Date): number =>
  Math.min(Math.max(until.getTime(), at.getTime() + 1000), at.getTime() + longestSnoozeSeconds * 1000);

/** A conversation nobody was paged about, taken by somebody who saw it. */
const unasked: Escalation = {
  reason: "urgent",
  policy: "nobody was asked",
  ladder: { levels: [], repeat: 0, acknowledgedForSeconds: usualSeconds, management: [] },
  state: "over",
  round: 1,
  level: 0,
  nextAt: null,
};

/** Where everybody of a level has to take it: whether somebody who was asked in this turn has not. */
const needsOthers = (conversation: Conversation, taken: readonly string[]): boolean => {
  const { escalation } = conversation;
  if (escalation?.state !== "paging") return false;
  const asked = levelBefore(escalation)?.everyone === true ? askedIn(conversation) : [];
  return asked.some((responder) => !taken.includes(responder));
};

const levelBefore = ({ ladder: { levels }, level }: Escalation) =>
  levels[level === 0 ? levels.length - 1 : level - 1];

/** Whom the last turn asked. */
const askedIn = (conversation: Conversation): string[] => {
  const turn = turnOf(conversation);
  return conversation.pages
    .filter(({ id }) => id.includes(`#${turn}#`))
    .flatMap(({ responder }) => responder ?? []);
};

/** By a page of this conversation, or because they took it. */
const isAsked = ({ pages, escalation }: Conversation, by: string): boolean =>
  escalation?.holder === by || pages.some(({ responder }) => responder === by);

/** Whether the ladder was climbed to its end, and nothing has happened since: management may still say no. */
const isWithLast = ({ escalation, pages, replies, closings = [] }: Conversation): boolean => {
  const sentAt = pages.at(-1)?.sentAt;
  if (escalation?.state !== "over" || sentAt === undefined) return false;
  const ends = [...replies.map(({ createdAt }) => createdAt), ...closings.map(({ at }) => at)];
  return ends.every((at) => at < sentAt);
};

const decline = ({ conversation, by, at }: Asked): Step => {
  const { escalation, team } = conversation;
  if (escalation === undefined || !(isActive(escalation) || isWithLast(conversation)))
    return { kind: "nothing", reason: "nobody is asked" };
  if (escalation.declined?.includes(by)) return { kind: "nothing", reason: "declined before" };
  if (escalation.state === "taken" && escalation.holder !== by)
    return { kind: "nothing", reason: `${escalation.holder ?? "somebody"} has it` };
  if (!isAsked(conversation, by)) return { kind: "nothing", reason: "they were not asked" };
  const declined = [...(escalation.declined ?? []), by];
  const othersAreAsked =
    escalation.state === "paging" && askedIn(conversation).some((responder) => !declined.includes(responder));
  const { holder: _, isPutOff: __, ...rest } = escalation;
  const passedOn: Escalation = { ...rest, state: "paging", declined };
  if (othersAreAsked) return stepFrom(change(draftOf(conversation), { escalation: passedOn }, []));
  return stepFrom(
    change(draftOf(conversation), { escalation: { ...passedOn, nextAt: safelyAfter(at) } }, [
      { type: "ConversationEscalated", team, turn: turnOf(conversation), why: "declined" },
    ]),
  );
};
