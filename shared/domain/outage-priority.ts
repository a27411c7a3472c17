import type { MentionId } from "./ids.ts";
import type { SuspectedOutage } from "./outage-watch.ts";

/** One conversation stands for everybody who reports the same, and should be seen soon. */
const points = 30;

/**
 * The part of a mention's priority that comes from a suspected outage. Only the mention that leads one has it, so an
 * outage raises priority once, not with everybody who reports it; null for all others.
 */
export const suspectedOutagePart = (
  mentionId: MentionId,
  outages: readonly Pick<SuspectedOutage, "leadMentionId" | "count">[],
) => {
  const led = outages.find(({ leadMentionId }) => leadMentionId === mentionId);
  if (led === undefined) return null;
  return {
    name: "suspected outage",
    points,
    because: `speaks for ${led.count} reports of the same`,
  } as const;
};
