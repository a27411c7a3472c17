/**
 * One batch of stream records until each is handled or given up, in order:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 *
 * A batch that fails is tried again, at most as often as the mapping says. When the function names the records that
 * failed, everything before the first of them is done, and the rest is the batch from then on. With bisecting, a failed
 * batch is first cut in two, which does not count as a try, so that a record that can never be handled ends up alone
 * and only it is given up. Throttling is waited out: the function never saw the batch.
 */
import { setTimeout } from "node:timers/promises";
import type { InvokeResult } from "../lambda/invoke.ts";
import { judgeBatch } from "./batch-verdict.ts";
import type { StreamMapping } from "./event-source-mapping.ts";
import { fitPayload } from "./fit-payload.ts";
import { invokePatiently } from "./invoke-patiently.ts";
import type { StreamRecord } from "./stream-record.ts";

export type BatchPorts = {
  readonly invoke: (event: { readonly Records: readonly unknown[] }) => Promise<InvokeResult>;
  /** These are done with, whichever way. */
  readonly finish: (records: readonly StreamRecord[]) => void;
  /** Tells the mapping's destination what is given up. */
  readonly discard: (discarded: Discarded) => Promise<void>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
};

export type Discarded = {
  readonly records: readonly StreamRecord[];
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly invocations: number;
  readonly lastResult?: InvokeResult | undefined;
};

type Attempt = {
  readonly records: readonly StreamRecord[];
  readonly failures: number;
  readonly lastResult?: InvokeResult | undefined;
};

/** Rejects with the signal's reason when that is aborted; what was not finished by then is to be read again. */
export const handleBatch = async (
  mapping: StreamMapping,
  records: readonly StreamRecord[],
  ports: BatchPorts,
): Promise<void> => {
  const attempts: Attempt[] = fitPayload(records).map((batch) => ({ records: batch, failures: 0 }));
  for (let attempt = attempts.shift(); attempt !== undefined; attempt = attempts.shift()) {
    attempts.unshift(...(await tryOnce(mapping, attempt, ports)));
  }
};

/** Returns what is left to do of this attempt, in order. */
const tryOnce = async (mapping: StreamMapping, attempt: Attempt, ports: BatchPorts): Promise<Attempt[]> => {
  const tooOld = attempt.records.filter(({ changedAt }) => isTooOld(mapping, changedAt, ports.now()));
  if (tooOld.length > 0) {
    await giveUp(ports, { ...attempt, records: tooOld }, "RecordAgeExceeded");
    const rest = attempt.records.filter((record) => !tooOld.includes(record));
    return rest.length === 0 ? [] : [{ ...attempt, records: rest }];
  }
  await backOff(attempt.failures, ports.signal);
  const lastResult = await invoke(attempt.records, ports);
  const failedAt = firstFailure(mapping, attempt.records, lastResult);
  const done = attempt.records.slice(0, failedAt);
  const rest = attempt.records.slice(failedAt);
  if (done.length > 0) ports.finish(done);
  if (rest.length === 0) return [];
  const failures = (done.length > 0 ? 0 : attempt.failures) + 1;
  return afterFailure(mapping, { records: rest, failures, lastResult }, ports, done.length > 0);
};

const afterFailure = async (
  mapping: StreamMapping,
  failed: Attempt,
  ports: BatchPorts,
  isAlreadyCut: boolean,
): Promise<Attempt[]> => {
  if (mapping.bisects && isAlreadyCut) return [{ ...failed, failures: 0 }];
  if (mapping.bisects && failed.records.length > 1)
    return halves({ ...failed, failures: failed.failures - 1 });
  if (failed.failures <= (mapping.maximumRetryAttempts ?? Number.POSITIVE_INFINITY)) return [failed];
  await giveUp(ports, failed, "RetryAttemptsExhausted");
  return [];
};

const halves = (attempt: Attempt): Attempt[] => {
  const middle = Math.ceil(attempt.records.length / 2);
  return [
    { ...attempt, records: attempt.records.slice(0, middle) },
    { ...attempt, records: attempt.records.slice(middle) },
  ];
};

const invoke = async (records: readonly StreamRecord[], ports: BatchPorts): Promise<InvokeResult> => {
  const event = { Records: records.map((record) => record.event) };
  const result = await invokePatiently(() => ports.invoke(event), { signal: ports.signal });
  // What comes back while the runtime goes down may be the going down itself: the next runtime asks again.
  if (result === undefined || result.functionError !== undefined) ports.signal.throwIfAborted();
  if (result === undefined) throw new TypeError("An invocation without a limit cannot be given up");
  return result;
};

/** The place of the first record that is not done: the end when all are, the beginning when the batch failed whole. */
const firstFailure = (
  mapping: StreamMapping,
  records: readonly StreamRecord[],
  result: InvokeResult,
): number => {
  const identifiers = records.map(({ sequenceNumber }) => sequenceNumber);
  const verdict = judgeBatch(result, identifiers, mapping.reportsItemFailures);
  if (verdict.kind === "failed") return 0;
  if (verdict.kind === "succeeded") return records.length;
  return identifiers.findIndex((identifier) => verdict.failed.has(identifier));
};

const giveUp = async (
  ports: BatchPorts,
  { records, failures, lastResult }: Attempt,
  condition: Discarded["condition"],
): Promise<void> => {
  await ports.discard({ records, condition, invocations: failures, lastResult });
  ports.finish(records);
};

const isTooOld = ({ maximumRecordAgeSeconds }: StreamMapping, changedAt: Date, now: Date): boolean =>
  maximumRecordAgeSeconds !== undefined &&
  now.getTime() - changedAt.getTime() > maximumRecordAgeSeconds * 1000;

const backOff = async (failures: number, signal: AbortSignal): Promise<void> => {
  if (failures === 0) return;
  await setTimeout(Math.min(50 * 2 ** failures, 30_000), undefined, { signal });
};
