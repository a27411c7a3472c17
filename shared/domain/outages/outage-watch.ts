/**
 * What is remembered of a brand's fault reports, so that many who say the same are noticed. It is bounded: a few hours
 * of an ordinary day and a few minutes of a storm fit into a handful of kilobytes, and it holds hashes and ids, no text.
 */
import * as z from "zod";
import { MentionId } from "../ids.ts";

const Instant = z.iso.datetime();

/** A mention that reports a fault, as far as it is compared with others. */
export const FaultReport = z.strictObject({
  mentionId: MentionId,
  /** A hash: tells people apart, and nothing about them. */
  author: z.string().min(1),
  at: Instant,
  terms: z.array(z.string().min(1)).min(1),
});
export type FaultReport = z.infer<typeof FaultReport>;

/** Reports that are alike. */
export const AlikeReports = z.strictObject({
  /** The report with which they were enough. */
  openedBy: MentionId,
  /** What they share. */
  terms: z.array(z.string()).min(1),
  count: z.int().positive(),
  firstSeen: Instant,
  lastSeen: Instant,
  sampleMentionIds: z.array(MentionId).min(1),
});
export type AlikeReports = z.infer<typeof AlikeReports>;

/** How often each term is heard when nothing is the matter: counts that halve every day. */
export const UsualTerms = z.strictObject({
  since: Instant.nullable(),
  /** The hour, counted from the epoch, that the counts are those of. */
  hour: z.int().nonnegative(),
  counts: z.record(z.string(), z.number().positive()),
});
export type UsualTerms = z.infer<typeof UsualTerms>;

/** What follows from reports taken in the order they were written. */
export const Picture = z.strictObject({
  /** The latest reports that are in no group, oldest first. */
  window: z.array(FaultReport),
  usual: UsualTerms,
  groups: z.array(AlikeReports),
});
export type Picture = z.infer<typeof Picture>;

/** A group as the world was told of it. Its id stays, however late reports change what opened it. */
export const SuspectedOutage = AlikeReports.omit({ openedBy: true }).extend({
  id: z.string().min(1),
  /** The one mention whose priority is raised for all of them. */
  leadMentionId: MentionId,
  /** What the last commit has to tell of it, published from the table's stream. */
  news: z.enum(["opened", "grown"]).nullable(),
});
export type SuspectedOutage = z.infer<typeof SuspectedOutage>;

export const OutageWatch = z.strictObject({
  brand: z.string().min(1),
  /** Grows by one with every commit; a commit succeeds only on the version that was loaded. */
  version: z.int().nonnegative(),
  /** What follows from every report up to and including `settledTo`: none is taken there any more. */
  settled: Picture,
  /** The place of the last settled report in the order of all, or "" when there is none. */
  settledTo: z.string(),
  /** The ids of the last settled reports: a copy may come under another time. */
  settledIds: z.array(MentionId),
  /** Later reports, oldest first: one that is still on its way may belong between them. */
  pending: z.array(FaultReport),
  outages: z.array(SuspectedOutage),
});
export type OutageWatch = z.infer<typeof OutageWatch>;

export const nothingReported = (brand: string): OutageWatch => ({
  brand,
  version: 0,
  settled: { window: [], usual: { since: null, hour: 0, counts: {} }, groups: [] },
  settledTo: "",
  settledIds: [],
  pending: [],
  outages: [],
});

/** An event's id: the same for every copy of it that the stream ever delivers. */
export const outageEventIdOf = ({ brand, version }: OutageWatch, index: number): string =>
  `outage:${brand}:${version}:${index}`;
