import { MentionId, ReplyId } from "../../domain/ids.ts";
import type { Author, Mention } from "../../domain/messages/mention.ts";
import { boundedText } from "../bounded-text.ts";
import type { Item } from "../meta/read-entries.ts";
import type { Outcome, Received } from "../platform-adapter.ts";
import { Comment, NamedIn, type Person } from "./payload.ts";

/** A public message on Instagram, in whichever set-up it was told. */
type Said = {
  readonly id: string;
  readonly kind: Mention["kind"];
  readonly text: string | undefined;
  readonly from: Person | undefined;
  readonly threadId: string;
  readonly replyTo: string | null;
  readonly createdAt: Date | undefined;
};

/** A comment under the brand's own media. Throws ZodError when it is unreadable. */
export const readComment = (value: unknown, item: Item, received: Received): Outcome => {
  const { id, media, parent_id: parent, from, text, timestamp } = Comment.parse(value);
  const threadId = media.original_media_id ?? media.id;
  const said = { id, kind: "comment", text, from, threadId, createdAt: timestamp } as const;
  return hear({ ...said, replyTo: parent ?? null }, item, received);
};

/** The brand was named under or in somebody else's media. Its words have to be asked for. */
export const readNaming = (value: unknown, item: Item, received: Received): Outcome => {
  const { media_id: threadId, comment_id: id = threadId, text, from } = NamedIn.parse(value);
  const said = { id, kind: "mention", text, from, threadId, replyTo: null, createdAt: undefined } as const;
  return hear(said, item, received);
};

/** Instagram gives comments no time of their own: when it told us has to do. */
const hear = (said: Said, { entry }: Item, received: Received): Outcome => {
  const words = {
    platform: "instagram",
    channelId: received.channel.id,
    text: boundedText(said.text ?? ""),
    threadId: said.threadId,
    replyTo: said.replyTo,
    public: true,
    createdAt: (said.createdAt ?? entry.time ?? received.receivedAt).toISOString(),
    receivedAt: received.receivedAt.toISOString(),
    permalink: null,
  } as const;
  const id = `instagram:${said.id}`;
  if (isOwn(said.from, entry.id, received.channel))
    return { outcome: "reply", reply: { ...words, id: ReplyId.parse(id), toAuthorId: null } };
  return {
    outcome: "mention",
    mention: {
      ...words,
      id: MentionId.parse(id),
      kind: said.kind,
      author: authorOf(said),
      revision: 0,
      replyable: true,
    },
  };
};

const isOwn = (
  from: Person | undefined,
  entryId: string,
  { account, handle }: Received["channel"],
): boolean =>
  from !== undefined &&
  (from.self_ig_scoped_id !== undefined ||
    (from.id !== undefined && [entryId, account].includes(from.id)) ||
    (handle !== undefined && from.username?.toLowerCase() === handle.toLowerCase()));

const authorOf = ({ from, id }: Said): Author => {
  const handle = boundedText(from?.username ?? "", 200) || null;
  return { id: from?.id ?? handle ?? `unknown-${id}`, handle, name: null };
};
