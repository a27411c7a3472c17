import { isWaiting, startClock, type Clock } from "./clock.ts";
import type { Conversation } from "./conversation.ts";
import { withReply } from "./hear-reply.ts";
import type { Judgement } from "./judgement.ts";
import { conversationIdOf, type Mention } from "./mention.ts";
import { change, draftOf, stepFrom, type Draft, type Step } from "./step.ts";
import type { StoredMessage } from "./stored-message.ts";

type Heard = {
  /** The conversation as loaded, or null when this is the first we hear of it. */
  readonly conversation: Conversation | null;
  readonly mention: Mention;
  readonly judgement: Judgement;
  /** What stands under the mention's own key, if anything does. */
  readonly stored: StoredMessage | null;
};

/**
 * A customer said something. The first time, it opens or joins a conversation, starts the clock that is missing and
 * is routed; an edit replaces its text; a copy of what we have changes nothing. A reply of the brand that overtook
 * the mention is heard right behind it, in the same commit.
 */
export const hearMention = ({ conversation, mention, judgement, stored }: Heard): Step => {
  const draft = draftOf(conversation ?? openConversation(mention, judgement));
  const known = draft.conversation.mentions.find(({ id }) => id === mention.id);
  if (known !== undefined && known.revision >= mention.revision)
    return { kind: "nothing", reason: "seen before" };
  if (known !== undefined) return stepFrom(withEdit(draft, mention, stored));

  const routed = withMention(draft, { mention, judgement, stored });
  const overtaking = stored?.kind === "awaited" ? stored.replies : [];
  return stepFrom(overtaking.reduce((heard, reply) => withReply(heard, reply, null), routed));
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

const withMention = (draft: Draft, { mention, judgement, stored }: Omit<Heard, "conversation">): Draft => {
  const { conversation } = draft;
  const clocks = withClockFor(conversation.clocks, mention, judgement.replySeconds);
  const { id, revision, createdAt } = mention;
  return change(
    draft,
    { status: "open", clocks, mentions: [...conversation.mentions, { id, revision, createdAt }] },
    [
      {
        type: "MentionRouted",
        mentionId: id,
        team: conversation.team,
        classification: conversation.mentions.length === 0 ? null : judgement.classification,
        dueAt: clocks.find((clock) => clock.state === "running")?.dueAt ?? null,
      },
    ],
    [writeOf(conversation, mention, stored)],
  );
};

/** An edit shows its team the new text; it is no second mention and restarts no clock. */
const withEdit = (draft: Draft, mention: Mention, stored: StoredMessage | null): Draft => {
  const { conversation } = draft;
  const mentions = conversation.mentions.map((known) =>
    known.id === mention.id ? { ...known, revision: mention.revision } : known,
  );
  return change(
    draft,
    { mentions },
    [{ type: "ConversationUpdated", team: conversation.team, mentionId: mention.id, change: "edited" }],
    [writeOf(conversation, mention, stored)],
  );
};

const writeOf = (conversation: Conversation, mention: Mention, replaces: StoredMessage | null) =>
  ({
    message: { kind: "mention", id: mention.id, conversationId: conversation.id, mention },
    replaces,
  }) as const;

/** One reply clock at a time: it counts from the oldest unanswered mention, and repeats do not move it. */
const withClockFor = (clocks: Clock[], mention: Mention, seconds: number | null): Clock[] => {
  if (seconds === null || clocks.some(isWaiting)) return clocks;
  return [
    ...clocks,
    startClock(clocks.length === 0 ? "firstReply" : "nextReply", waitingSince(mention), seconds),
  ];
};

/** Clocks start at the earlier of the platform's creation time and our receipt. */
const waitingSince = ({ createdAt, receivedAt }: Mention): Date =>
  new Date(Math.min(Date.parse(createdAt), Date.parse(receivedAt)));
