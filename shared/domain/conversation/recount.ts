import type { Conversation } from "./conversation.ts";
import { decisiveMention } from "./decisive-mention.ts";
import { beside } from "./answer-by.ts";
import { conversationClocks } from "../clocks/conversation-clocks.ts";
import type { Hours } from "../clocks/resolution-clocks.ts";

type Dated = { readonly id: string; readonly createdAt: string };

/** In the order things were written; of two in one instant, always in the same order. */
export const inOrder = <T extends Dated>(messages: readonly T[]): T[] =>
  messages.toSorted((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id));

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/**
 * The conversation with everything that follows from its messages: their order, its clocks and its status. Once the
 * mention it was classified by is withdrawn, the reasons go too: they may quote it. `hours` are the calendars by name.
 */
export const recounted = (conversation: Conversation, hours: Hours): Conversation => {
  const ordered = {
    ...conversation,
    mentions: inOrder(conversation.mentions),
    replies: inOrder(conversation.replies),
  };
  const { clocks, status } = conversationClocks(ordered, hours);
  const { classification } = conversation;
  const decisive = decisiveMention(ordered);
  return {
    ...ordered,
    clocks: [...clocks],
    mentions: ordered.mentions.map((mention) =>
      beside(mention, { before: conversation.clocks, after: clocks }),
    ),
    status,
    classification:
      decisive?.withdrawnAt === undefined ? classification : { ...classification, reasons: ["withdrawn"] },
  };
};
