/** The channel on which a drill's mention comes: nobody waits there, and nothing said there reaches a customer. */
export const drillChannel = "drill";

const oneResponder = "to-";

/** Who writes a drill: it says whom it is for, where that is one responder and not whoever is on call. */
export const drillAuthor = (responder: string | null): string =>
  responder === null ? "whoever-is-on-call" : `${oneResponder}${responder}`;

/** The one responder a conversation drills; null for whoever is on call, and for what is no drill. */
export const drilledIn = (conversation: {
  readonly channelId: string;
  readonly authorId: string;
}): string | null => {
  const { channelId, authorId } = conversation;
  const isForOne = channelId === drillChannel && authorId.startsWith(oneResponder);
  return isForOne ? authorId.slice(oneResponder.length) : null;
};
