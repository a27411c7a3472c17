/** All clocks of a conversation, told from everything it holds: the same whatever the order things were heard in. */
import type { Conversation } from "../conversation/conversation.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import { asWarned } from "./as-told.ts";
import { claimClocks } from "./claim-clocks.ts";
import { replyClocks } from "./reply-clocks.ts";
import { resolutionClocks, type Hours } from "./resolution-clocks.ts";

type Heard = Pick<Conversation, "mentions" | "replies" | "claims" | "closings" | "clocks">;

export const conversationClocks = (heard: Heard, hours: Hours): Pick<Conversation, "clocks" | "status"> => {
  const { clocks, isAnswered } = replyClocks(heard);
  const all = [...clocks, ...claimClocks(heard), ...resolutionClocks(heard, hours)];
  return {
    clocks: all.map((clock) => asWarned(clock, heard.clocks)),
    status: statusOf(heard, isAnswered),
  };
};

const statusOf = ({ mentions, closings = [] }: Heard, isAnswered: boolean): Conversation["status"] => {
  const standing = mentions.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  if (standing.length === 0) return "withdrawn";
  if (!isAnswered) return "open";
  const closedAt = closings.at(-1)?.at;
  const isClosed = closedAt !== undefined && standing.every((mention) => waitingSince(mention) <= closedAt);
  return isClosed ? "closed" : "answered";
};
