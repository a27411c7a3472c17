import { MentionId, MessageId, ReplyId } from "../../domain/ids.ts";
import type { Author, Mention } from "../../domain/messages/mention.ts";
import { PermanentError } from "../../errors.ts";
import { boundedText } from "../bounded-text.ts";
import { isRecord } from "../exact-json.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable, readEntry } from "../read-entry.ts";
import { Body, DeletedPost, Post } from "./payload.ts";

type Reading = { readonly body: Body; readonly received: Received };

const normalise = (body: unknown, received: Received): readonly Outcome[] => {
  const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
  const outcomes = bodies.flatMap((single) => readBody(single, received));
  return outcomes.length === 0 ? [ignored("no events")] : outcomes;
};

const readBody = (raw: unknown, received: Received): readonly Outcome[] => {
  const parsed = Body.safeParse(raw);
  if (!parsed.success) throw new PermanentError("The body has no shape of Threads.", { cause: parsed.error });
  const body = parsed.data;
  const around = isRecord(raw) ? raw : {};
  return body.values.map((change) =>
    readEntry({ ...around, values: change }, () => readChange(change, { body, received })),
  );
};

const readChange = ({ field, value }: Body["values"][number], reading: Reading): Outcome => {
  switch (field) {
    case "replies":
      return hear("reply", Post.parse(value), reading);
    case "mentions":
      return hear("mention", Post.parse(value), reading);
    case "publish":
      return { outcome: "reply", reply: replyFrom(Post.parse(value), reading) };
    case "delete": {
      const { id, deleted_at: at = toldAt(reading) } = DeletedPost.parse(value);
      return { outcome: "withdrawn", id: MessageId.parse(`threads:${id}`), at };
    }
    default:
      return ignored(`field ${printable(field)}`);
  }
};

const hear = (kind: Mention["kind"], post: Post, reading: Reading): Outcome =>
  isOwn(post, reading.received.channel)
    ? { outcome: "reply", reply: replyFrom(post, reading) }
    : {
        outcome: "mention",
        mention: {
          ...wordsOf(post, reading),
          id: MentionId.parse(`threads:${post.id}`),
          kind,
          author: authorOf(post),
          revision: 0,
          replyable: true,
        },
      };

const replyFrom = (post: Post, reading: Reading) => ({
  ...wordsOf(post, reading),
  id: ReplyId.parse(`threads:${post.id}`),
  toAuthorId: null,
});

const wordsOf = (post: Post, reading: Reading) => {
  const { id, text, replied_to: answered, root_post: root, timestamp, permalink } = post;
  return {
    platform: "threads" as const,
    channelId: reading.received.channel.id,
    text: boundedText(text ?? ""),
    threadId: root?.id ?? answered?.id ?? id,
    replyTo: answered?.id ?? null,
    public: true,
    createdAt: timestamp ?? toldAt(reading),
    receivedAt: reading.received.receivedAt.toISOString(),
    permalink: permalink ?? null,
  };
};

const toldAt = ({ body, received }: Reading): string => (body.time ?? received.receivedAt).toISOString();

/** Threads names people by their handle; the brand's is the configured one, or that of the thread it opened. */
const isOwn = (
  { username, owner, root_post: root }: Post,
  { account, handle }: Received["channel"],
): boolean => {
  if (account !== "" && (owner?.id === account || owner?.owner_id === account)) return true;
  const opener = root !== undefined && root.owner_id === account ? root.username : undefined;
  return (
    username !== undefined && [handle?.toLowerCase(), opener?.toLowerCase()].includes(username.toLowerCase())
  );
};

const authorOf = ({ id, username, owner }: Post): Author => {
  const handle = boundedText(username ?? "", 200) || null;
  return { id: owner?.id ?? owner?.owner_id ?? handle ?? `unknown-${id}`, handle, name: null };
};

/** Whose thread it is: Threads tells of replies to the brand's own posts. */
const accountOf = (raw: unknown): string | null => {
  const body = Body.safeParse(Array.isArray(raw) ? raw[0] : raw);
  const post = Post.safeParse(body.success ? body.data.values[0]?.value : null);
  return post.success ? (post.data.root_post?.owner_id ?? null) : null;
};

export const threadsParser: PlatformParser = { normalise, accountOf };
