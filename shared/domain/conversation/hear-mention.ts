/**
 * A customer said something. The first time, it opens or joins a conversation, starts the clock that is missing and
 * is routed. What arrived before it (a reply of the brand, the news that it was withdrawn) is heard in the same commit.
 */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { Conversation } from "./conversation.ts";
import { decideBy } from "./decisive-mention.ts";
import { hearCopy } from "./hear-copy.ts";
import { withAnswers, withHeardReplies } from "./hear-reply.ts";
import { heardMention } from "./heard-mention.ts";
import type { Judgement } from "../judging/judgement.ts";
import { conversationIdOf, type Mention } from "../messages/mention.ts";
import { inOrder, recounted } from "./recount.ts";
import { routedEvent } from "./routed-event.ts";
import { change, draftOf, stepFrom, type Draft, type MessageWrite, type Step } from "./step.ts";
import {
  earlyRepliesKey,
  editionAfter,
  writeMention,
  type StoredMessage,
} from "../messages/stored-message.ts";

type Heard = {
  /** The conversation as loaded, or null when this is the first we hear of it. */
  readonly conversation: Conversation | null;
  readonly mention: Mention;
  /** What any edition of it is judged to be: of two copies, neither may be the one that counts. */
  readonly judge: (mention: Mention) => Judgement;
  /** What stands under the mention's own key, if anything does. */
  readonly stored: StoredMessage | null;
  /** In private: what the brand said before the person's first words, if it did. */
  readonly early?: StoredMessage | null;
  readonly hours: Hours;
};

export const hearMention = (heard: Heard): Step => {
  const { conversation, mention, judge, stored, hours } = heard;
  const known = conversation?.mentions.find(({ id }) => id === mention.id);
  if (conversation !== null && known !== undefined)
    return hearCopy({ conversation, known, mention, judge, stored, hours });
  if (stored?.kind === "reply") return { kind: "nothing", reason: "the brand's own" };
  return stepFrom(withMention(heard));
};

const withMention = (heard: Heard): Draft => {
  const { mention, judge, stored, early = null, hours } = heard;
  const judgement = judge(mention);
  const opened = heard.conversation ?? openConversation(mention, judgement);
  const added = heardMention(mention, judgement, stored?.standing ?? null);
  const mentions = inOrder([...opened.mentions, added]);
  const decided = decideBy(opened, mentions, { id: mention.id, judgement });
  const joined = recounted({ ...opened, ...decided, mentions }, hours);

  const events = added.withdrawnAt === undefined ? [routedEvent(joined, mention, judgement)] : [];
  const messages = [writeMention(joined.id, mention, stored), ...closeEarly(heard, joined)];
  const routed = change(draftOf(joined), {}, events, messages);
  const overtaking = [stored, early]
    .flatMap((key) => (key?.kind === "awaited" ? key.replies : []))
    .filter((reply) => opened.replies.every(({ id }) => id !== reply.id));
  return withAnswers(withHeardReplies(routed, overtaking, hours), overtaking, opened);
};

/** From now on the brand finds the conversation itself: nothing has to wait for it any more. */
const closeEarly = ({ conversation, mention, early = null }: Heard, { id }: Conversation): MessageWrite[] => {
  if (conversation !== null || mention.public) return [];
  const kept = { id: earlyRepliesKey(id), edition: editionAfter(early), standing: null };
  return [{ message: { ...kept, kind: "awaited", replies: [] }, replaces: early }];
};

const openConversation = (mention: Mention, { classification, team }: Judgement): Conversation => ({
  id: conversationIdOf(mention),
  version: 0,
  platform: mention.platform,
  channelId: mention.channelId,
  threadId: mention.threadId,
  authorId: mention.author.id,
  status: "open",
  team,
  classification,
  clocks: [],
  dueAt: null,
  dueSinceVersion: 0,
  mentions: [],
  replies: [],
  pages: [],
  events: [],
});
