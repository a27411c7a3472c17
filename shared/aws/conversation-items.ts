/**
 * How conversations and messages lie in the one table: keys, index attributes, and the stamps that conditions compare.
 * Nothing here talks to AWS; the store beside it does.
 */
import type { Conversation } from "../domain/conversation.ts";
import type { StoredMessage } from "../domain/stored-message.ts";

/** Sixteen static shards keep an index partition's writes far below its limit, and an idle sweep cheap. */
export const shards: readonly number[] = Array.from({ length: 16 }, (_, shard) => shard);

export const headKey = (conversationId: string) => ({ pk: conversationId, sk: "head" });
export const messageKey = (id: string) => ({ pk: `message#${id}`, sk: "message" });
export const sweepKey = (shard: number) => ({ pk: `sweep#${shard}`, sk: "sweep" });

export const duePartition = (shard: number): string => `D#${shard}`;

/** Which shard a conversation is in: always the same for its id, evenly spread (FNV-1a). */
export const shardOf = (conversationId: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(conversationId))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % shards.length;
};

/** ISO instants sort as text, so the index keeps deadlines in the order they are due. */
const dueSortKey = (dueAt: string, conversationId: string): string => `${dueAt}#${conversationId}`;

/** Sorts behind every deadline: open, but nothing left to decide. */
const never = "9999";

/** The head item: the conversation, and what each index needs to find it. Answered ones leave `byDue` by this very write. */
export const headItem = (conversation: Conversation, expiresAt: number) => {
  const { id, version, platform, authorId, team, status, dueAt } = conversation;
  const lastMentionAt = conversation.mentions.at(-1)?.createdAt ?? "";
  const shard = shardOf(id);
  return {
    ...headKey(id),
    version,
    conversation,
    expiresAt,
    teamPk: `T#${team}#${status}#${shard}`,
    teamSk: dueSortKey(dueAt ?? never, id),
    authorPk: `A#${platform}:${authorId}`,
    authorSk: `${lastMentionAt}#${id}`,
    ...(dueAt === null ? {} : { duePk: duePartition(shard), dueSk: dueSortKey(dueAt, id) }),
  };
};

export const messageItem = (message: StoredMessage, expiresAt: number) => ({
  ...messageKey(message.id),
  stamp: stampOf(message),
  message,
  expiresAt,
});

/** Tells what stands under a message's key well enough for a write to notice that it changed meanwhile. */
export const stampOf = (message: StoredMessage): string => {
  switch (message.kind) {
    case "mention":
      return `mention:${message.mention.revision}`;
    case "reply":
      return "reply";
    case "awaited":
      return `awaited:${message.replies.length}`;
  }
};
