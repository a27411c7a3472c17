/** Somebody says that a conversation is done. Its clocks end; whoever wrote it may go on, and then it is open again. */
import { recounted } from "../conversation/recount.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import type { Handled } from "./acknowledge.ts";

export const close = ({ conversation, by, at, hours }: Handled): Step => {
  const { closings = [], status, team } = conversation;
  if (status === "closed" || status === "withdrawn") return { kind: "nothing", reason: status };
  const closedAt = at.toISOString();
  const closed = recounted({ ...conversation, closings: [...closings, { by, at: closedAt }] }, hours);
  const { clocks } = closed;
  return stepFrom(change(draftOf(closed), {}, [{ type: "ConversationClosed", team, by, closedAt, clocks }]));
};
