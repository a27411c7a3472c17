/**
 * Finds where a message belongs, and takes its step there. A message that has a conversation stays in it, whatever a
 * copy of it says about its thread; a thread that is only guessed from what the message answers is that of its parent.
 */
import { changeStanding } from "../../shared/domain/conversation/change-standing.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply, waitingKeyOf } from "../../shared/domain/conversation/hear-reply.ts";
import type { MessageId } from "../../shared/domain/ids.ts";
import type { Judgement } from "../../shared/domain/judging/judgement.ts";
import { conversationIdOf, type Mention } from "../../shared/domain/messages/mention.ts";
import {
  addressedConversationId,
  answeredMessageId,
  type Reply,
} from "../../shared/domain/messages/reply.ts";
import type { Standing } from "../../shared/domain/messages/standing.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import { earlyRepliesKey, homeOf, type StoredMessage } from "../../shared/domain/messages/stored-message.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import { retryStep, type StepPlace } from "../../shared/use-cases/take-step.ts";

/** Most mentions are new, so their own key is read only once there is reason to think it holds something. */
export const placeMention = (
  place: StepPlace,
  heard: Mention,
  judge: (mention: Mention) => Judgement,
): Promise<Step> =>
  retryStep({
    ...place,
    about: heard.id,
    look: async (conflicts) => {
      const { conversations, promises } = place;
      const mention = await inItsThread(conversations, heard);
      const stored = conflicts === 0 ? null : await conversations.loadMessage(heard.id);
      const home = homeOf(stored) ?? conversationIdOf(mention);
      const conversation = await conversations.load(home);
      const isKnown = conversation?.mentions.some(({ id }) => id === heard.id) ?? false;
      const isOpening = conversation === null && conflicts > 0 && !mention.public;
      const step = hearMention({
        conversation,
        mention,
        judge,
        hours: promises.calendars,
        stored: isKnown ? (stored ?? (await conversations.loadMessage(heard.id))) : stored,
        early: isOpening ? await conversations.loadMessage(earlyRepliesKey(home)) : null,
      });
      return { before: conversation, step };
    },
  });

/** A platform that does not name the thread leaves us what the mention answers: if we know that, we know the thread. */
const inItsThread = async (conversations: ConversationStore, mention: Mention): Promise<Mention> => {
  const { platform, replyTo, threadId } = mention;
  if (replyTo === null || replyTo !== threadId) return mention;
  const parent = await conversations.loadMessage(`${platform}:${replyTo}`);
  return { ...mention, threadId: threadOf(parent) ?? threadId };
};

const threadOf = (message: StoredMessage | null): string | null => {
  switch (message?.kind) {
    case "mention":
      return message.mention.threadId;
    case "reply":
      return message.reply.threadId;
    case "awaited":
    case undefined:
      return null;
  }
};

/**
 * A reply names what it answers, or the person it speaks to; either leads to the conversation. What it would wait under
 * is read before the conversation: whoever opens that meanwhile changes the key, and our write notices.
 */
export const placeReply = (place: StepPlace, reply: Reply): Promise<Step> =>
  retryStep({
    ...place,
    about: reply.id,
    look: async (conflicts) => {
      const { conversations, promises } = place;
      const answeredId = answeredMessageId(reply);
      const key = waitingKeyOf(reply);
      const [answered, waiting, stored] = await Promise.all([
        answeredId === null ? null : conversations.loadMessage(answeredId),
        key === null || key === answeredId ? null : conversations.loadMessage(key),
        conflicts === 0 ? null : conversations.loadMessage(reply.id),
      ]);
      const home = homeOf(stored) ?? homeOf(answered) ?? addressedConversationId(reply);
      const conversation = home === null ? null : await conversations.load(home);
      const parent = key === answeredId ? answered : waiting;
      const hours = promises.calendars;
      return { before: conversation, step: hearReply({ conversation, reply, parent, stored, hours }) };
    },
  });

export const placeStanding = (place: StepPlace, id: MessageId, standing: Standing): Promise<Step> =>
  retryStep({
    ...place,
    about: id,
    look: async () => {
      const { conversations, promises } = place;
      const stored = await conversations.loadMessage(id);
      const home = homeOf(stored);
      const conversation = home === null ? null : await conversations.load(home);
      const hours = promises.calendars;
      return {
        before: conversation,
        step: changeStanding({ id, standing, stored, conversation, hours }),
      };
    },
  });
