import { isReplyClock } from "../clocks/clock.ts";
import type { Conversation } from "./conversation.ts";
import type { Judgement } from "../judging/judgement.ts";
import type { Mention } from "../messages/mention.ts";

/** Tells that a mention is in the hands of its conversation's team; the conversation's own judgement is not repeated. */
export const routedEvent = (
  { team, clocks, classification: opening }: Conversation,
  mention: Pick<Mention, "id">,
  { classification }: Judgement,
) =>
  ({
    type: "MentionRouted",
    mentionId: mention.id,
    team,
    classification: classification === opening ? null : classification,
    dueAt:
      clocks
        .flatMap((clock) => (clock.state === "running" && isReplyClock(clock) ? clock.dueAt : []))
        .at(0) ?? null,
  }) as const;
