/** Somebody says that a conversation is done. Its clocks end; whoever wrote it may go on, and then it is open again. */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { Conversation } from "./conversation.ts";
import { endOfWait } from "../escalation/end-of-wait.ts";
import { recounted } from "./recount.ts";
import { change, draftOf, stepFrom, type Step } from "./step.ts";

type Handled = {
  readonly conversation: Conversation;
  /** The id of a responder, or a name where somebody has none. */
  readonly by: string;
  readonly at: Date;
  readonly hours: Hours;
};

export const close = ({ conversation, by, at, hours }: Handled): Step => {
  const { closings = [], status, team } = conversation;
  if (status === "closed" || status === "withdrawn") return { kind: "nothing", reason: status };
  const closedAt = at.toISOString();
  const closed = recounted({ ...conversation, closings: [...closings, { by, at: closedAt }] }, hours);
  const event = {
    type: "ConversationClosed" as const,
    team,
    by,
    closedAt,
    clocks: closed.clocks,
    ...endOfWait(conversation, closed),
  };
  return stepFrom(change(draftOf(closed), {}, [event]));
};
