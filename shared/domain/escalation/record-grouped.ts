import type { Conversation } from "../conversation/conversation.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import type { Rung } from "./climb.ts";
import type { EscalationReason } from "./escalation.ts";
import type { Ladder } from "./plan-pages.ts";

type Grouped = Ladder & {
  readonly reason: EscalationReason;
  readonly from: Rung;
  readonly group: string;
  readonly now: Date;
};

/** Remembers that another conversation's page speaks for this one, and when to look whether it still does. */
export const recordGrouped = (
  conversation: Conversation,
  { policy, ladder, reason, from, group, now }: Grouped,
): Step => {
  const { status, escalation } = conversation;
  if (status !== "open") return { kind: "nothing", reason: status };
  if (escalation?.state === "taken") return { kind: "nothing", reason: "taken meanwhile" };
  const nextAt = new Date(now.getTime() + ladder.acknowledgedForSeconds * 1000).toISOString();
  return stepFrom(
    change(
      draftOf(conversation),
      { escalation: { reason, policy, ladder, state: "grouped", ...from, nextAt, group } },
      [],
    ),
  );
};
