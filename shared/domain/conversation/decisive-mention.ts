/**
 * A conversation goes by its gravest mention, and of two alike by the earlier: the same one whatever the order they
 * arrive in.
 */
import type { Conversation } from "./conversation.ts";
import type { HeardMention } from "./heard-mention.ts";
import type { MentionId } from "../ids.ts";
import { gravest, type Judgement } from "../judging/judgement.ts";

type Decided = Pick<Conversation, "team" | "classification" | "classifiedFrom">;

/** The mention a conversation was classified by; undefined where it has none yet. */
export const decisiveMention = ({
  mentions,
  classifiedFrom,
}: Pick<Conversation, "mentions" | "classifiedFrom">): HeardMention | undefined =>
  mentions.find(({ id }) => id === classifiedFrom) ?? mentions.at(0);

/** By what a conversation goes once one of its `mentions`, all in order, was judged. Who knows, only graver words overrule. */
export const decideBy = (
  conversation: Conversation,
  mentions: readonly HeardMention[],
  judged: { readonly id: MentionId; readonly judgement: Judgement },
): Decided => {
  const before = decisiveMention(conversation)?.id ?? judged.id;
  const place = (mentionId: MentionId): number => mentions.findIndex(({ id }) => id === mentionId);
  const known = { ...conversation, from: before };
  const added = { ...judged.judgement, from: judged.id };
  const isJudged = conversation.reclassified !== undefined;
  const isAlone = mentions.length === 1 && !isJudged;
  const isFirst = place(judged.id) < place(before) && !isJudged;
  const [first, second] = isFirst ? [added, known] : [known, added];
  const { team, classification, from } = isAlone ? added : gravest(first, second);
  return { team, classification, classifiedFrom: isAlone ? undefined : from };
};
