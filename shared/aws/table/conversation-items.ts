/**
 * How conversations, messages, channels, feedback and used links lie in the one table: keys, index attributes, and the stamps that conditions compare.
 * Nothing here talks to AWS; the store beside it does.
 */
import * as z from "zod";
import { Conversation } from "../../domain/conversation/conversation.ts";
import { ConversationId } from "../../domain/ids.ts";
import type { Feedback } from "../../domain/judging/feedback.ts";
import { OutageWatch } from "../../domain/outages/outage-watch.ts";
import type { StoredMessage } from "../../domain/messages/stored-message.ts";

/** Sixteen static shards keep an index partition's writes far below its limit, and an idle sweep cheap. */
export const shards: readonly number[] = Array.from({ length: 16 }, (_, shard) => shard);

export const headKey = (conversationId: string) => ({ pk: conversationId, sk: "head" });
export const messageKey = (id: string) => ({ pk: `message#${id}`, sk: "message" });
export const memoryKey = (channelId: string) => ({ pk: `channel#${channelId}`, sk: "memory" });
export const refreshKey = (channelId: string) => ({ pk: `channel#${channelId}`, sk: "refresh" });
export const spendingKey = (purpose: string, day: string) => ({ pk: `spending#${purpose}`, sk: day });
/** Spread like conversations are, so that all of it can be read without reading the whole table. */
export const feedbackPartition = (shard: number): string => `feedback#${shard}`;
export const pageGroupKey = (group: string) => ({ pk: `page-group#${group}`, sk: "group" });
export const rosterPartition = (roster: string): string => `roster#${roster}`;
export const rosterChangesKey = (roster: string) => ({ pk: rosterPartition(roster), sk: "changes" });
/** What was done about a roster's changes, in the order of the versions it made. */
export const rosterEntryPrefix = "entry#";
export const rosterEntryKey = (roster: string, version: number) => ({
  pk: rosterPartition(roster),
  sk: `${rosterEntryPrefix}${String(version).padStart(9, "0")}`,
});
export const feedKey = (feed: string) => ({ pk: `roster-feed#${feed}`, sk: "feed" });
export const noticeKey = (id: string) => ({ pk: `notice#${id}`, sk: "notice" });
/**
 * A team's counters of a day, in pieces, so that a thousand clocks that end at once do not wait for one item. What counts
 * is their sum: any piece will do.
 */
const countPieces = 64;
export const countsPartition = (team: string): string => `counts#${team}`;
export const countsSortKey = (day: string, clock: string, conversationId: string): string =>
  `${day}#${clock}#${shardOf(conversationId, countPieces)}`;
export const outageKey = (brand: string) => ({ pk: `outage#${brand}`, sk: "outage" });
export const linkKey = (linkId: string) => ({ pk: `link#${linkId}`, sk: "link" });
export const sweepKey = (shard: number) => ({ pk: `sweep#${shard}`, sk: "sweep" });

export const teamPartition = (team: string, shard: number): string => `T#${team}#${shard}`;
export const duePartition = (shard: number): string => `D#${shard}`;

/** Which shard a conversation is in: always the same for its id, evenly spread (FNV-1a). */
export const shardOf = (conversationId: string, count = shards.length): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(conversationId))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % count;
};

/** Sorts behind every deadline: open, but nothing left to decide. */
const never = "9999";

/**
 * The head item: the conversation, and what each index needs to find it. What somebody still has to answer is in
 * `byTeam`, what has something left to decide in `byDue`; the very write that answers takes it out of both. ISO instants sort as text, so an index keeps them in order; its keys need not be unique. What the item's own
 * keys say already is left out, and so it stays below the 1 KB that one write unit buys.
 */
export const headItem = (conversation: Conversation, expiresAt: number) => {
  const { id, version, ...rest } = conversation;
  const { platform, authorId, team, status, dueAt } = conversation;
  const lastMentionAt = conversation.mentions.at(-1)?.createdAt ?? "";
  const shard = shardOf(id);
  return {
    ...headKey(id),
    version,
    conversation: rest,
    expiresAt,
    ...(status === "open" && { teamPk: teamPartition(team, shard), teamSk: dueAt ?? never }),
    authorPk: `A#${platform}:${authorId}`,
    authorSk: lastMentionAt,
    ...(dueAt !== null && { duePk: duePartition(shard), dueSk: dueAt }),
  };
};

const HeadItem = z.object({
  pk: ConversationId,
  version: z.int(),
  conversation: Conversation.omit({ id: true, version: true }),
});

/** The conversation of a head item, from the table or from its stream. Throws ZodError for anything else. */
export const conversationOf = (item: unknown): Conversation => {
  const { pk, version, conversation } = HeadItem.parse(item);
  return { id: pk, version, ...conversation };
};

export const messageItem = (message: StoredMessage, expiresAt: number) => ({
  ...messageKey(message.id),
  stamp: stampOf(message),
  message,
  expiresAt,
});

export const feedbackItem = (feedback: Feedback, expiresAt: number) => ({
  pk: feedbackPartition(shardOf(feedback.mentionId)),
  sk: feedback.mentionId,
  feedback,
  expiresAt,
});

/** Tells what stands under a message's key well enough for a write to notice that it changed meanwhile. */
export const stampOf = ({ edition }: StoredMessage): string => String(edition);

/**
 * A brand's fault reports. `news` stands beside them when the commit has something to tell, so that the relay sleeps
 * through all others: a stream's filter sees attributes, but not whether a list inside one is empty.
 */
export const outageWatchItem = (watch: OutageWatch) => ({
  ...outageKey(watch.brand),
  version: watch.version,
  watch,
  ...(watch.outages.some(({ news }) => news !== null) && { news: "outage" }),
});

const OutageWatchItem = z.object({ watch: OutageWatch });

/** The reports of a watch's item, from the table or from its stream. Throws ZodError for anything else. */
export const outageWatchOf = (item: unknown): OutageWatch => OutageWatchItem.parse(item).watch;

/** Whether an item is a brand's fault reports, and not a conversation's head. */
export const isOutageWatch = (item: Readonly<Record<string, unknown>>): boolean => item["sk"] === "outage";
