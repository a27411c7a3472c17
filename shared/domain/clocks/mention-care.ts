/**
 * What a mention is promised beside replies: that somebody claims its conversation, and that it is resolved. A claim is
 * due at an instant. A resolution may pause, so what is kept is how long it may take, and in which hours.
 */
import * as z from "zod";
import { Status } from "../promises/policy-shape.ts";
import { dueOf, warningSecondsOf, warningsOf, type AppliedPolicy } from "../promises/sla-policy.ts";

const Instant = z.iso.datetime();

export const MentionCare = z.strictObject({
  claim: z.strictObject({ dueAt: Instant, warnAt: z.array(Instant).min(1).optional() }).optional(),
  resolution: z
    .strictObject({
      seconds: z.int().positive(),
      /** A calendar by name. */
      hours: z.string().min(1),
      /** It stands still while the conversation is in one of these. */
      pauseWhile: z.array(Status).min(1).optional(),
      /** After so many seconds somebody is warned. */
      warnAfterSeconds: z.array(z.number().nonnegative()).min(1).optional(),
    })
    .optional(),
});
export type MentionCare = z.infer<typeof MentionCare>;

/** Null for a policy that promises nothing but replies. */
export const careOf = (
  { targets: { claim, resolution }, pauseWhile = [] }: Pick<AppliedPolicy, "targets" | "pauseWhile">,
  since: Date,
): MentionCare | null => {
  const claimBy = claim === undefined ? null : dueOf(claim, since);
  if (claimBy === null && resolution === undefined) return null;
  const warnAt = claim === undefined ? [] : warningsOf(claim, since).map((at) => at.toISOString());
  const warnAfterSeconds = resolution === undefined ? [] : warningSecondsOf(resolution);
  return {
    ...(claimBy !== null && {
      claim: { dueAt: claimBy.toISOString(), ...(warnAt.length > 0 && { warnAt }) },
    }),
    ...(resolution !== undefined && {
      resolution: {
        seconds: resolution.seconds,
        hours: resolution.hours,
        ...(pauseWhile.length > 0 && { pauseWhile: [...pauseWhile] }),
        ...(warnAfterSeconds.length > 0 && { warnAfterSeconds }),
      },
    }),
  };
};

/** The same once the mention's beginning has moved: a resolution counts from there anyway. */
export const movedCare = (
  { claim, resolution }: MentionCare,
  moved: (at: string) => string,
): MentionCare => ({
  ...(claim !== undefined && {
    claim: {
      dueAt: moved(claim.dueAt),
      ...(claim.warnAt !== undefined && { warnAt: claim.warnAt.map(moved) }),
    },
  }),
  ...(resolution !== undefined && { resolution }),
});
