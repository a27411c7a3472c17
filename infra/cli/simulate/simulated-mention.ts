/** A mention of the past as `simulate` reads it: when it was written, what became of it, and what policies ask about. */
import * as z from "zod";
import { Category } from "../../../shared/domain/judging/classification.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { Status } from "../../../shared/domain/promises/policy-shape.ts";
import { misspeltOf } from "../../words/nearest-of.ts";
import { unlessObject } from "../../words/unless-object.ts";

const Instant = z.iso
  .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
  .transform((text) => new Date(text));

const Known = z.string().min(1).nullable().default(null);

const fields = {
  createdAt: Instant,
  /** Null while nobody has answered. */
  answeredAt: Instant.nullable().default(null),
  /** Left out where nobody noted it: then that clock is not counted. */
  claimedAt: Instant.nullable().optional(),
  resolvedAt: Instant.nullable().optional(),
  category: Category,
  urgent: z.boolean().optional(),
  urgency: z.union([z.boolean(), z.enum(["urgent", "normal"])]).optional(),
  priority: z.number().nonnegative().nullable().default(null),
  team: Known,
  channel: Known,
  platform: Platform.nullable().default(null),
  public: z.boolean().nullable().default(null),
  brand: Known,
  language: Known,
  authorTier: Known,
  /** Whether somebody had answered before: then the reply is a later one, with a target of its own. */
  isFollowUp: z.boolean().default(false),
  statuses: z.array(z.object({ status: Status, since: Instant })).default([]),
};

const Past = z
  .object(fields)
  .superRefine(checkOrder)
  .transform(({ urgency, urgent, ...mention }) => ({
    ...mention,
    urgent: urgent ?? (urgency === true || urgency === "urgent"),
  }));

/** Other fields may be there and say nothing; what is nearly one of ours is taken for a slip of the keys, and refused. */
export const SimulatedMention = z
  .looseObject(
    {},
    unlessObject(
      'write a JSON object like {"createdAt":"2026-03-04T09:00:00Z","answeredAt":null,"category":"service"}',
    ),
  )
  .superRefine(checkKeys)
  .pipe(Past);
export type SimulatedMention = z.infer<typeof SimulatedMention>;

type Times = {
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
  readonly claimedAt?: Date | null | undefined;
  readonly resolvedAt?: Date | null | undefined;
  readonly statuses: readonly { readonly since: Date }[];
};

/** A span of less than nothing would count as met. */
function checkOrder(times: Times, context: z.RefinementCtx): void {
  const { createdAt, statuses } = times;
  const refuse = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  for (const end of ["answeredAt", "claimedAt", "resolvedAt"] as const) {
    const at = times[end] ?? createdAt;
    if (at < createdAt)
      refuse([end], "is before createdAt: write when it happened, or null where it has not yet");
  }
  statuses.forEach(({ since }, index) => {
    const before = statuses[index - 1]?.since ?? since;
    if (since < before)
      refuse(["statuses", index, "since"], "is before the status it follows: write them in order");
  });
}

function checkKeys(written: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  const known = Object.keys(fields);
  const unsaid = known.filter((name) => !Object.hasOwn(written, name));
  for (const key of Object.keys(written)) {
    const meant = known.includes(key) ? undefined : misspeltOf(key, unsaid, 1);
    if (meant !== undefined)
      context.addIssue({ code: "custom", message: `knows nothing called ${key}: did you mean ${meant}?` });
  }
}
