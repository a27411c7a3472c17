import type { PageMessage } from "../../shared/contracts/page.ts";
import { isReplyClock, isWaiting } from "../../shared/domain/clocks/clock.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Target } from "../../shared/domain/escalation/climb.ts";
import { linkToPost } from "../../shared/domain/pages/link-to-post.ts";
import type { AboutConversation, PageReason } from "../../shared/domain/pages/page-about.ts";
import { laterWords } from "../../shared/domain/pages/later-words.ts";
import { pageWords } from "../../shared/domain/pages/page-words.ts";
import { isUrgent, prioritiseMention, waitingOf } from "../../shared/domain/judging/prioritise-mention.ts";
import type { Mention } from "../../shared/domain/messages/mention.ts";
import type { GroupCount } from "../../shared/ports/page-groups.ts";
import type { Ports } from "./ports.ts";
import type { Turn } from "./turn.ts";

type Asked = {
  readonly conversation: Conversation;
  readonly turn: Pick<Turn, "reason" | "why">;
  readonly target: Pick<Target, "responder" | "because">;
  /** The page's dedup key. */
  readonly id: string;
  readonly action: PageMessage["action"];
  readonly now: Date;
  /** Of those it speaks for, itself included where it waits. */
  readonly count: GroupCount;
};

/** What somebody is told: facts about the conversation, in words for this reader. */
export const pageMessage = async (ports: Ports, asked: Asked): Promise<PageMessage> => {
  const { conversation, target, id, action, count, now } = asked;
  const { onCall } = ports;
  const { responder } = target;
  const mention = await latestMention(ports, conversation);
  const about = aboutOf(ports, asked, mention);
  const pageUrl =
    responder === null
      ? null
      : await ports.linkTo({ conversationId: conversation.id, pageId: id, responder, now });
  const reader = { zone: onCall.zoneOf(responder, conversation.team), now, pageUrl };
  if (action === "acknowledge" || action === "resolve")
    return { id, action, ...laterWords({ action, othersWait: count.waiting }, about, reader), about };
  return { id, action, ...pageWords(about, reader), about, ...customerOf(mention) };
};

const latestMention = async (
  { conversations }: Ports,
  { mentions }: Conversation,
): Promise<Mention | null> => {
  const latest = mentions.findLast(({ withdrawnAt }) => withdrawnAt === undefined);
  const stored = latest === undefined ? null : await conversations.loadMessage(latest.id);
  return stored?.kind === "mention" ? stored.mention : null;
};

const aboutOf = (
  { onCall }: Ports,
  { conversation, turn, target, now, action, count: { waiting: count, settled } }: Asked,
  mention: Mention | null,
): AboutConversation => {
  const { classification } = conversation;
  const waiting =
    mention === null
      ? { since: conversation.mentions[0]?.createdAt ?? now.toISOString(), dueAt: null }
      : waitingOf(conversation, mention);
  return {
    kind: "conversation",
    conversationId: conversation.id,
    reason: reasonOf(turn),
    team: conversation.team,
    category: classification.category,
    urgent: isUrgent(conversation),
    priority: prioritiseMention({ conversation, mention, classification, waiting }, now),
    platform: conversation.platform,
    channelId: conversation.channelId,
    waitingSince: waiting.since,
    dueAt: waiting.dueAt ?? brokenDue(conversation),
    permalink: mention === null ? null : linkToPost(mention),
    responder: target.responder === null ? null : onCall.nameOf(target.responder),
    because: target.because,
    ...(action !== "resolve" && count > 1 && { count }),
    ...(action !== "resolve" && settled > 0 && { settled }),
  };
};

/** A later turn says why it is one; a drill is a drill in every turn. */
const reasonOf = ({ reason, why }: Asked["turn"]): PageReason => {
  if (reason === "drill") return reason;
  if (why === "not-acknowledged" || why === "declined") return "not-acknowledged";
  return why === "unanswered-again" ? why : reason;
};

const brokenDue = ({ clocks }: Conversation): string | null => {
  const broken = clocks.find((clock) => isReplyClock(clock) && isWaiting(clock));
  return broken === undefined || broken.state === "paused" ? null : broken.dueAt;
};

/** For destinations that opted in; every other pager takes it out. */
const customerOf = (mention: Mention | null): Pick<PageMessage, "customer"> =>
  mention === null
    ? {}
    : { customer: { text: mention.text, name: mention.author.name, handle: mention.author.handle } };
