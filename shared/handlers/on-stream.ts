/**
 * The wrapper of the table's stream. Records of one conversation come in order; the first that fails is reported, and
 * the stream delivers again from there. What keeps failing goes to the dead-letter queue, whole, because a stream's
 * own on-failure destination would keep only its position.
 */
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { PermanentError } from "../errors.ts";
import { patience } from "./patience.ts";
import { instrumented } from "./instrumented.ts";
import { telemetry } from "./powertools.ts";
import { timeIsUp, type TimeIsUp } from "./time-is-up.ts";

type StreamConsumer = {
  readonly work: (record: DynamoDBRecord) => Promise<void>;
  readonly deadLetter: (record: DynamoDBRecord, reason: string) => Promise<void>;
  /** How long a record may fail before it is put aside. */
  readonly giveUpAfterSeconds: number;
};

export const onStream = ({ work, deadLetter, giveUpAfterSeconds }: StreamConsumer) => {
  const { hasFailedTooLong, forget } = patience(giveUpAfterSeconds);

  const consume = async (record: DynamoDBRecord, time: TimeIsUp): Promise<void> => {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? "";
    try {
      await Promise.race([work(record), time.promise]);
    } catch (error) {
      telemetry.warn("record.failed", error, { sequenceNumber });
      if (!hasFailedTooLong(sequenceNumber) && !(error instanceof PermanentError)) throw error;
      telemetry.count("DeadLettered");
      await deadLetter(record, error instanceof Error ? error.message : "unknown");
    }
    forget(sequenceNumber);
  };

  /** Conversations side by side, each in its own order; everything from the earliest failure comes again. */
  const consumeAll = async (
    { Records }: DynamoDBStreamEvent,
    context: Context,
  ): Promise<DynamoDBBatchResponse> => {
    const time = timeIsUp(context);
    const failed = new Set<DynamoDBRecord>();
    const inOrder = async (records: readonly DynamoDBRecord[]): Promise<void> => {
      for (const record of records) {
        try {
          await consume(record, time);
        } catch {
          failed.add(record);
          return;
        }
      }
    };
    const byKey = Map.groupBy(Records, (record) => record.dynamodb?.Keys?.["pk"]?.S ?? "");
    await Promise.all([...byKey.values()].map(inOrder));
    time.stop();
    const earliest = Records.find((record) => failed.has(record))?.dynamodb?.SequenceNumber;
    return { batchItemFailures: earliest === undefined ? [] : [{ itemIdentifier: earliest }] };
  };

  return instrumented(consumeAll);
};
