import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import { committed } from "./a-conversation.ts";
import { aJudgement } from "./a-judgement.ts";
import { aMention } from "./a-mention.ts";

export type Seeded = { readonly conversationId: string; readonly dueAt: string };

export type Deadlines = {
  readonly count: number;
  /** They are due evenly from `from` on for so long; 0 is one instant. */
  readonly from: number;
  readonly overMs: number;
  /**
   * `sweep`: as a conversation is that was opened long ago, so that the sweep will come to its deadline. `relay`: as it is
   * the moment it is opened, with a clock that is shorter than a sweep's look ahead.
   */
  readonly armedBy: "sweep" | "relay";
};

const replySeconds = 900;
const writersAtOnce = 12;
let seeded = 0;

/**
 * Opens conversations through the project's own store, each with its head and its message. They tell the bus nothing:
 * what routing a mention costs is measured elsewhere.
 */
export const seedDeadlines = async (
  store: ConversationStore,
  { count, from, overMs, armedBy }: Deadlines,
): Promise<Seeded[]> => {
  const all = Array.from({ length: count }, (_, n) => from + Math.floor((n * overMs) / count));
  const opened: Seeded[] = [];
  const write = async (): Promise<void> => {
    for (let due = all.shift(); due !== undefined; due = all.shift())
      opened.push(await open(store, new Date(due), armedBy));
  };
  await Promise.all(Array.from({ length: writersAtOnce }, write));
  return opened;
};

const open = async (store: ConversationStore, due: Date, armedBy: Deadlines["armedBy"]): Promise<Seeded> => {
  const id = (seeded += 1);
  const createdAt = new Date(due.getTime() - replySeconds * 1000).toISOString();
  const author = { id: `author-${id}`, handle: "amara", name: "Amara" };
  const mention = aMention({ id: `x:${id}`, threadId: String(id), author, createdAt, receivedAt: createdAt });
  const judge = () => aJudgement({ replySeconds });
  const step = hearMention({ hours: {}, conversation: null, mention, judge, stored: null });
  const conversation = committed(step);
  const messages = step.kind === "commit" ? step.messages : [];
  const dueSinceVersion = armedBy === "relay" ? conversation.version : 0;
  await store.commit({
    kind: "commit",
    conversation: { ...conversation, events: [], dueSinceVersion },
    messages,
  });
  return { conversationId: conversation.id, dueAt: due.toISOString() };
};
