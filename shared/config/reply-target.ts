/** How long a customer of a team may wait, as people write it: one number for everybody, or one for urgent customers too. */
import * as z from "zod";

const Seconds = z
  .int()
  .positive("write a number of seconds above 0, or null to run no clock")
  .max(366 * 86_400, "write a number of seconds no longer than a year")
  .nullable();

const Both = z
  .strictObject({ urgent: Seconds, normal: Seconds })
  .refine(
    ({ urgent, normal }) => orNever(urgent) <= orNever(normal),
    "urgent customers would wait longer than others: make urgent the shorter one",
  );

export const ReplyTarget = z.union([Seconds, Both], {
  error:
    "write a number of seconds, { urgent, normal } with a number of seconds each, or null to run no clock",
});
export type ReplyTarget = z.infer<typeof ReplyTarget>;

/** How long a customer of this team may wait; null runs no clock. */
export type ReplySeconds = { readonly urgent: number | null; readonly normal: number | null };

export const replySeconds = (target: ReplyTarget): ReplySeconds =>
  typeof target === "object" && target !== null ? target : { urgent: target, normal: target };

function orNever(seconds: number | null): number {
  return seconds ?? Infinity;
}
