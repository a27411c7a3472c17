/**
 * `FilterCriteria`: EventBridge's pattern language over one record, with what Lambda adds for the body of a message:
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
import * as z from "zod";
import type { SqsRecord } from "./sqs-record.ts";

/** EventBridge's judgement of one event. Throws for a pattern EventBridge would refuse. */
export type MatchesPattern = (pattern: unknown, event: unknown) => boolean;

const Pattern = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

/** The patterns of a mapping, parsed; none when it has no criteria. */
export const EventFilters = z
  .strictObject({ Filters: z.array(z.strictObject({ Pattern })).max(10) })
  .optional()
  .transform((criteria) => (criteria?.Filters ?? []).map((filter) => filter.Pattern));

export type EventFilter<Record> = (record: Record) => boolean;

/** Fails now for a pattern that could never be judged. */
export const streamFilter = (patterns: readonly unknown[], matches: MatchesPattern): EventFilter<unknown> => {
  for (const pattern of patterns) matches(pattern, {});
  return (record) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));
};

export const queueFilter = (
  patterns: readonly unknown[],
  matches: MatchesPattern,
): EventFilter<SqsRecord> => {
  for (const pattern of patterns) matches(pattern, {});
  return (record) =>
    patterns.length === 0 || patterns.some((pattern) => matchesMessage(pattern, record, matches));
};

const OnBody = z.object({ body: z.unknown() });

/** A pattern for fields wants a body of JSON, a pattern for text one that is not; the other kind never matches. */
const matchesMessage = (pattern: unknown, record: SqsRecord, matches: MatchesPattern): boolean => {
  const onBody = OnBody.safeParse(pattern);
  if (!onBody.success) return matches(pattern, record);
  const parsed = fieldsOf(record.body);
  if (Array.isArray(onBody.data.body)) return parsed === undefined && matches(pattern, record);
  return parsed !== undefined && matches(pattern, { ...record, body: parsed });
};

const fieldsOf = (body: string): unknown => {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
};
