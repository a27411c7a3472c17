import type { Category } from "../judging/classification.ts";
import type { Mention } from "../messages/mention.ts";
import { opaque } from "../opaque.ts";
import type { FaultReport } from "./outage-watch.ts";
import { termsOf } from "./report-terms.ts";
import { reportsFault } from "./reports-fault.ts";

/** A mention as a report of a fault; null when it is none, or says too little to be compared. */
export const faultReportOf = (mention: Mention, category: Category): FaultReport | null => {
  const { id, platform, author, text } = mention;
  if (category !== "service" || !reportsFault(text)) return null;
  const terms = termsOf(text);
  if (terms.length < 2) return null;
  return {
    mentionId: id,
    author: opaque(`${platform}:${author.id}`).slice(-8),
    at: writtenAt(mention),
    terms,
  };
};

/** Nobody writes after we hear it: one clock that runs ahead must not make every other report late. */
const writtenAt = ({ createdAt, receivedAt }: Mention): string =>
  new Date(Math.min(Date.parse(createdAt), Date.parse(receivedAt))).toISOString();
