/**
 * A customer waited too long: wakes whoever the team names, and remembers it. A page that was sent but not remembered
 * is sent again under the same id, so that its destination shows it once.
 */
import type { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import type { PageMessage } from "../../shared/contracts/page.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { ConversationId, MentionId } from "../../shared/domain/ids.ts";
import { isUrgent, prioritiseMention } from "../../shared/domain/judging/prioritise-mention.ts";
import { linkToPost } from "../../shared/domain/escalation/link-to-post.ts";
import { pageWords } from "../../shared/domain/escalation/page-words.ts";
import { needsPage, recordPage } from "../../shared/domain/escalation/record-page.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";
import { takeStep, type StepPlace } from "../../shared/take-step.ts";

export type Ports = {
  readonly conversations: ConversationStore;
  readonly promises: StepPlace["promises"];
  /** Who is paged for a team: one pager per destination. */
  readonly pagersOf: (team: string) => readonly Pager[];
  /** In whose wall time a team's pages tell times. */
  readonly zoneOf: (team: string) => string;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

export const pageOnCall =
  (ports: Ports) =>
  async (breach: DeadlineBreached): Promise<void> => {
    const conversationId = ConversationId.parse(breach.conversationId);
    const conversation = await ports.conversations.load(conversationId);
    if (conversation === null) throw new PermanentError(`${conversationId} is gone`);
    if (!needsPage(conversation, breach.id))
      return ports.telemetry.note("page.not-needed", { conversationId });

    const sentAt = ports.wallClock.now();
    const message = await messageOf(ports, { conversation, breach, sentAt });
    const pagers = ports.pagersOf(conversation.team);
    const destinations = await sendEverywhere(ports, { pagers, message, sentAt });
    const page = { id: breach.id, sentAt: sentAt.toISOString(), destinations };
    await takeStep({
      conversations: ports.conversations,
      promises: ports.promises,
      conversationId,
      decide: (current) => recordPage(current ?? conversation, page),
    });
    ports.telemetry.count("PageSent");
    ports.telemetry.note("page.sent", {
      conversationId,
      pageId: page.id,
      destinations: destinations.join(" "),
    });
  };

type Outgoing = {
  readonly pagers: readonly Pager[];
  readonly message: PageMessage;
  readonly sentAt: Date;
};

/** The destinations that took the page. One is enough: somebody is awake. None fails, and the queue tries again. */
const sendEverywhere = async (
  { telemetry }: Ports,
  { pagers, message, sentAt }: Outgoing,
): Promise<string[]> => {
  const results = await Promise.allSettled(pagers.map((pager) => pager.send(message, sentAt)));
  const reached: string[] = [];
  results.forEach((result, index) => {
    const destination = pagers[index]?.destination ?? "";
    if (result.status === "fulfilled") return void reached.push(destination);
    telemetry.count("PageFailed");
    telemetry.warn("page.failed", result.reason, { destination, pageId: message.id });
  });
  if (reached.length === 0) throw new Error(`page ${message.id} reached nobody`);
  return reached;
};

type Cause = {
  readonly conversation: Conversation;
  readonly breach: DeadlineBreached;
  readonly sentAt: Date;
};

const messageOf = async (
  { conversations, zoneOf }: Ports,
  { conversation, breach, sentAt }: Cause,
): Promise<PageMessage> => {
  const latest = await conversations.loadMessage(MentionId.parse(breach.mentionId));
  const mention = latest?.kind === "mention" ? latest.mention : null;
  const { classification } = conversation;
  const waiting = { since: breach.clock.startedAt, dueAt: breach.clock.dueAt };
  const about = {
    kind: "conversation",
    conversationId: conversation.id,
    reason: "deadline-breached",
    team: conversation.team,
    category: classification.category,
    urgent: isUrgent(conversation),
    priority: prioritiseMention({ conversation, mention, classification, waiting }, sentAt),
    platform: conversation.platform,
    channelId: conversation.channelId,
    waitingSince: waiting.since,
    dueAt: waiting.dueAt,
    permalink: mention === null ? null : linkToPost(mention),
    responder: null,
    because: `team ${conversation.team} pages every destination it names`,
  } as const;
  const reader = { zone: zoneOf(conversation.team), now: sentAt, pageUrl: null };
  return { id: breach.id, action: "trigger", ...pageWords(about, reader), about };
};
