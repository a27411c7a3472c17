import type { OutageSuspected } from "../../../shared/contracts/outage-suspected.ts";

/** How many report the same, since when, and one of them to look at. */
export const outageLine = ({ brand, count, firstSeen, leadMentionId }: OutageSuspected): string =>
  `${count} reports of the same about ${brand} since ${firstSeen.slice(11, 16)} UTC, for example ${leadMentionId}`;
