import type { SuspectedOutage } from "./outage-watch.ts";
import { prioritise, withPart, type Priority } from "../judging/priority.ts";

const points = 30;

/**
 * The priority of a suspected outage: that of one urgent, unhappy mention, and once more for speaking for many. It is
 * the outage's own, so whoever reports it keeps theirs, and nobody's rises with every report.
 */
export const outagePriority = ({
  count,
  firstSeen,
  lastSeen,
}: Pick<SuspectedOutage, "count" | "firstSeen" | "lastSeen">): Priority =>
  withPart(
    prioritise(
      { category: "service", urgent: true, sentiment: "negative", earlierContacts: 0, followers: null },
      { since: firstSeen, dueAt: null },
      new Date(lastSeen),
    ),
    { name: "suspected outage", points, because: `speaks for ${count} reports of the same` },
  );
