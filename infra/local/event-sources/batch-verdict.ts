/**
 * What a function's answer says about its batch. With ReportBatchItemFailures the answer names the records that
 * failed; one that cannot be understood fails the whole batch, nothing at all means that all went well:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
import * as z from "zod";
import type { InvokeResult } from "../lambda/invoke.ts";

export type BatchVerdict =
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed" }
  | { readonly kind: "partly failed"; readonly failed: ReadonlySet<string> };

const Answer = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullable();

/** `identifiers` are those the function may name: message ids, or sequence numbers. */
export const judgeBatch = (
  result: Pick<InvokeResult, "payload" | "functionError">,
  identifiers: readonly string[],
  reportsItemFailures: boolean,
): BatchVerdict => {
  if (result.functionError !== undefined) return { kind: "failed" };
  if (!reportsItemFailures) return { kind: "succeeded" };
  const answer = Answer.safeParse(result.payload);
  if (!answer.success) return { kind: "failed" };
  const failed = new Set(answer.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return { kind: "succeeded" };
  const known = new Set(identifiers);
  return [...failed].every((identifier) => known.has(identifier))
    ? { kind: "partly failed", failed }
    : { kind: "failed" };
};
