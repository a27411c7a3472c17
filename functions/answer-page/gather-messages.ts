import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { isHidden, isWithdrawn } from "../../shared/domain/messages/standing.ts";
import type { StoredMessage } from "../../shared/domain/messages/stored-message.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { ShownMessage } from "./facts.ts";

/** Nobody reads more on a phone at night, and each is a read of its own. */
const mostMessages = 100;
/** Escaped at its worst, this much is half of what a function may answer: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostCharacters = 400_000;

/** The conversation's messages, the newest last; of a very long one the newest, and how many are left out. */
export const gatherMessages = async (
  { mentions, replies }: Pick<Conversation, "mentions" | "replies">,
  loadMessage: ConversationStore["loadMessage"],
): Promise<{ readonly messages: readonly ShownMessage[]; readonly leftOut: number }> => {
  const said = [
    ...mentions.map(({ id, createdAt }) => ({ id, createdAt, from: "customer" as const })),
    ...replies.map(({ id, createdAt }) => ({ id, createdAt, from: "brand" as const })),
  ].toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
  const shown = said.slice(-mostMessages);
  const loaded = await Promise.all(
    shown.map(async ({ id, createdAt, from }) => shownMessage(from, createdAt, await loadMessage(id))),
  );
  const messages = newestThatFit(loaded);
  return { messages, leftOut: said.length - messages.length };
};

const newestThatFit = (messages: readonly ShownMessage[]): readonly ShownMessage[] => {
  let room = mostCharacters;
  const tooMuch = messages.findLastIndex(({ text, name, handle }) => {
    room -= `${text}${name}${handle}`.length;
    return room < 0;
  });
  return messages.slice(tooMuch + 1);
};

const shownMessage = (
  from: ShownMessage["from"],
  createdAt: string,
  stored: StoredMessage | null,
): ShownMessage => {
  const unknown = { from, name: null, handle: null, text: null, at: new Date(createdAt), permalink: null };
  switch (stored?.kind) {
    case "mention": {
      const { text, author, permalink, revision } = stored.mention;
      const { name, handle } = author;
      const marks = revision > 0 ? [...marksOf(stored), "edited" as const] : marksOf(stored);
      return { ...unknown, name, handle, text: textOf(stored, text), permalink, marks };
    }
    case "reply": {
      const { text, permalink } = stored.reply;
      return { ...unknown, text: textOf(stored, text), permalink, marks: marksOf(stored) };
    }
    case "awaited":
    case undefined:
      return { ...unknown, marks: [] };
  }
};

const textOf = ({ standing }: StoredMessage, text: string): string | null =>
  isWithdrawn(standing) ? null : text;

const marksOf = ({ standing }: StoredMessage): ("withdrawn" | "hidden")[] => {
  if (isWithdrawn(standing)) return ["withdrawn"];
  return isHidden(standing) ? ["hidden"] : [];
};
