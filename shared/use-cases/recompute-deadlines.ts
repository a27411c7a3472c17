import type { AppliedPolicy } from "../domain/promises/sla-policy.ts";
import { recompute } from "../domain/clocks/recompute.ts";
import type { Conversation } from "../domain/conversation/conversation.ts";
import type { Step } from "../domain/conversation/step.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { Judgement } from "../domain/judging/judgement.ts";
import { inHands, type Routing } from "../domain/judging/route.ts";
import type { Mention } from "../domain/messages/mention.ts";
import type { ConversationStore } from "../ports/conversation-store.ts";
import { retryStep } from "./take-step.ts";

type Asked = {
  readonly conversations: ConversationStore;
  readonly routing: Routing;
  /** What a mention is judged to be, as when it was heard. */
  readonly judge: (mention: Mention) => Judgement;
  readonly conversationId: ConversationId;
  readonly by: string;
  readonly now: Date;
  /** What is found is not committed. */
  readonly isDryRun: boolean;
};

/** Counts the open clocks of a conversation anew under the policies of now, because somebody asked for it. */
export const recomputeDeadlines = async (asked: Asked): Promise<Step> => {
  const { conversations, routing, conversationId } = asked;
  if (asked.isDryRun) return (await look(asked)).step;
  return retryStep({
    conversations,
    promises: routing.promises,
    about: conversationId,
    look: () => look(asked),
  });
};

const look = async (asked: Asked) => {
  const { conversations, routing, conversationId, by, now } = asked;
  const conversation = await conversations.load(conversationId);
  if (conversation === null) return { before: null, step: { kind: "nothing", reason: "gone" } as const };
  const policies = await policiesOf(conversation, asked);
  const hours = routing.promises.calendars;
  return { before: conversation, step: recompute({ conversation, policies, by, now, hours }) };
};

/** A mention whose words are gone keeps what it was promised; where somebody judged who knows, that holds for all of them. */
const policiesOf = async (
  conversation: Conversation,
  { conversations, routing, judge }: Asked,
): Promise<ReadonlyMap<string, AppliedPolicy>> => {
  const { classification, team, reclassified } = conversation;
  const known = await Promise.all(
    conversation.mentions.map(async ({ id }) => {
      const stored = await conversations.loadMessage(id);
      if (stored?.kind !== "mention") return [];
      const { mention } = stored;
      const judgement =
        reclassified === undefined ? judge(mention) : inHands(mention, { classification, team }, routing);
      return [[id, judgement.policy] as const];
    }),
  );
  return new Map(known.flat());
};
