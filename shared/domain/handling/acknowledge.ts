/** Somebody takes a conversation upon themselves: nobody else has to be asked. It is no answer, and stops no reply clock. */
import type { Hours } from "../clocks/resolution-clocks.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { recounted } from "../conversation/recount.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";

export type Handled = {
  readonly conversation: Conversation;
  /** The id of a responder, or a name where somebody has none. */
  readonly by: string;
  readonly at: Date;
  readonly hours: Hours;
};

export const acknowledge = ({ conversation, by, at, hours }: Handled): Step => {
  const { claims = [], status, team } = conversation;
  if (status !== "open") return { kind: "nothing", reason: status };
  if (claims.at(-1)?.by === by && isHeld(conversation)) return { kind: "nothing", reason: "theirs already" };
  const claimed = recounted({ ...conversation, claims: [...claims, { by, at: at.toISOString() }] }, hours);
  const event = { type: "ConversationAcknowledged" as const, team, by, acknowledgedAt: at.toISOString() };
  return stepFrom(change(draftOf(claimed), {}, [event]));
};

/** Whether what somebody took is still to be answered by them: nobody has answered since. */
export const isHeld = ({ claims = [], replies }: Pick<Conversation, "claims" | "replies">): boolean => {
  const last = claims.at(-1);
  return last !== undefined && replies.every(({ createdAt }) => createdAt < last.at);
};
