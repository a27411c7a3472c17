/**
 * Nobody was sure what a mention is: somebody outside is asked. The mention is long with a team that looks at it, and
 * nothing waits for the answer. It moves the mention only if nobody has judged it since; no money left for today, an
 * answer that is no category, or none at all, and it stays where it is.
 */
import type { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { ConversationId, MentionId } from "../../shared/domain/ids.ts";
import { maskPersonalData } from "../../shared/domain/messages/mask.ts";
import type { Routing } from "../../shared/domain/judging/route.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { Adviser } from "../../shared/ports/adviser.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { DayBudget } from "../../shared/ports/day-budget.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";
import { reclassifyMention } from "../../shared/use-cases/reclassify-mention.ts";

export type Ports = {
  readonly conversations: ConversationStore;
  readonly routing: Routing;
  readonly adviser: Adviser;
  readonly budget: DayBudget;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

/** More than that costs more and tells no more. */
const readCharacters = 2000;

export const secondOpinion =
  (ports: Ports) =>
  async (routed: MentionRouted): Promise<void> => {
    const { telemetry } = ports;
    const mentionId = MentionId.parse(routed.mention.id);
    const told = (event: string): void => telemetry.note(event, { mentionId });
    const text = await textToJudge(ports, routed, mentionId);
    if (text === null) return told("opinion.not-needed");
    const opinion = await paidOpinion(ports, text);
    if (opinion === null) {
      telemetry.count("OpinionOverBudget");
      return told("opinion.over-budget");
    }
    if (opinion.category === null) {
      telemetry.count("OpinionUnreadable");
      return told("opinion.unreadable");
    }
    const { category } = opinion;
    const { conversations, routing, wallClock } = ports;
    const step = await reclassifyMention({
      conversations,
      routing,
      keepsFeedback: false,
      mentionId,
      correction: {
        source: "second opinion",
        by: "second opinion",
        category,
        confidence: routing.unsureBelow[category], // just sure enough to count
        instead: routed.classification,
      },
      now: wallClock.now(),
    });
    telemetry.count(step.kind === "nothing" ? "OpinionTooLate" : "OpinionTaken");
    telemetry.note("opinion.given", { mentionId, category, outcome: step.kind });
  };

/** The mention's words as they stand, covered like those in a team's queue; null once there is nothing to ask. */
const textToJudge = async (
  { conversations }: Ports,
  { conversationId, classification: asked }: MentionRouted,
  mentionId: MentionId,
): Promise<string | null> => {
  const [conversation, stored] = await Promise.all([
    conversations.load(ConversationId.parse(conversationId)),
    conversations.loadMessage(mentionId),
  ]);
  if (conversation === null || stored?.kind !== "mention")
    throw new PermanentError(`${mentionId} was routed, but is not in the table`);
  const { classification, reclassified } = conversation;
  const isAsAsked =
    classification.category === asked.category && classification.confidence === asked.confidence;
  if (reclassified !== undefined || !isAsAsked || stored.mention.text.trim() === "") return null;
  return maskPersonalData(stored.mention.text).slice(0, readCharacters).toWellFormed();
};

/** What it may cost is spent before it is asked; what was not spent is given back. Null when there is no money left. */
const paidOpinion = async ({ adviser, budget, wallClock }: Ports, text: string) => {
  const claimedAt = wallClock.now();
  const claimed = adviser.atMost(text);
  if (!(await budget.claim(claimedAt, claimed))) return null;
  const opinion = await adviser.ask(text);
  await budget.giveBack(claimedAt, claimed - opinion.microdollars);
  return opinion;
};
