import type { Mention } from "./mention.ts";

/** What one post may come as in several events; the earlier in this list says more about it. */
const kinds: readonly Mention["kind"][] = ["mention", "quote", "reply", "review", "comment", "message"];

const strongerKind = (one: Mention["kind"], other: Mention["kind"]): Mention["kind"] =>
  kinds.indexOf(one) <= kinds.indexOf(other) ? one : other;

/**
 * Two copies of one mention as one: the words of the higher revision, the earlier time, and the most that either says
 * about what it is. The same whichever arrived first, where the copies do not contradict each other.
 */
export const mergeCopies = (known: Mention, copy: Mention): Mention => {
  const [newer, older] = copy.revision > known.revision ? [copy, known] : [known, copy];
  return {
    ...newer,
    kind: strongerKind(known.kind, copy.kind),
    text: newer.text || older.text,
    author: {
      id: known.author.id,
      handle: newer.author.handle ?? older.author.handle,
      name: newer.author.name ?? older.author.name,
      ...mostFollowers(known, copy),
    },
    threadId: known.threadId,
    replyTo: newer.replyTo ?? older.replyTo,
    createdAt: known.createdAt < copy.createdAt ? known.createdAt : copy.createdAt,
    receivedAt: known.receivedAt,
    replyable: known.replyable || copy.replyable,
    permalink: newer.permalink ?? older.permalink,
  };
};

/** Two copies may count at different moments: the same number, whichever came first. */
const mostFollowers = (...copies: readonly Mention[]): Pick<Mention["author"], "followers"> => {
  const counts = copies.flatMap(({ author }) => author.followers ?? []);
  return counts.length === 0 ? {} : { followers: Math.max(...counts) };
};
