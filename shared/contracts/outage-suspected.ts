import * as z from "zod";
import { SuspectedOutage } from "../domain/outages/outage-watch.ts";
import { Priority } from "../domain/judging/priority.ts";
import { eventSource } from "./event-contract.ts";

const { news, ...told } = SuspectedOutage.pick({
  news: true,
  count: true,
  firstSeen: true,
  lastSeen: true,
  leadMentionId: true,
  sampleMentionIds: true,
}).shape;

/**
 * Many people report the same fault at once. Told when it is first suspected (`opened`) and whenever more have joined
 * (`grown`); never with what anybody said. Nobody having joined for an hour, it is over.
 */
export const OutageSuspected = {
  source: eventSource,
  detailType: "OutageSuspected",
  detail: z.strictObject({
    /** `outage:<brand>:<version>:<n>`, the same for every copy of the event. */
    id: z.string().min(1),
    occurredAt: z.iso.datetime(),
    /** The same in every event about this outage. */
    outageId: z.string().min(1),
    brand: z.string().min(1),
    /** A higher one is newer, in whatever order they arrive. */
    version: z.int().positive(),
    news: news.unwrap(),
    /** The outage's own: it rises once, and not with every report. */
    priority: Priority,
    ...told,
  }),
};
export type OutageSuspected = z.infer<typeof OutageSuspected.detail>;
