import { breachClock, hasRunOut } from "./clock.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";

/** What a reached deadline means: each clock that has run out is breached and told, once. Anything else is nothing. */
export const decideAtDeadline = (conversation: Conversation, now: Date): Step => {
  const runOut = conversation.clocks.filter((clock) => hasRunOut(clock, now));
  const latest = conversation.mentions.at(-1);
  if (runOut.length === 0 || latest === undefined) return { kind: "nothing", reason: "no clock has run out" };
  const clocks = conversation.clocks.map((clock) => (runOut.includes(clock) ? breachClock(clock) : clock));
  return stepFrom(
    change(
      draftOf(conversation),
      { clocks },
      runOut.map((clock) => ({
        type: "DeadlineBreached" as const,
        team: conversation.team,
        clock: breachClock(clock),
        mentionId: latest.id,
      })),
    ),
  );
};
