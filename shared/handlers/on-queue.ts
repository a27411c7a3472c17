/**
 * The wrapper of every queue consumer. It parses each record, does the work, and reports the records that failed so
 * that the queue tries only those again. What will never succeed goes to the dead-letter queue at once, with its reason.
 */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { PermanentError } from "../errors.ts";
import { instrumented } from "./instrumented.ts";
import { telemetry } from "./powertools.ts";
import { timeIsUp, type TimeIsUp } from "./time-is-up.ts";

type QueueConsumer<Message> = {
  /** Unknown to typed; throws PermanentError for what no retry will mend. */
  readonly parse: (record: SQSRecord, context: Context) => Message;
  readonly work: (message: Message) => Promise<void>;
  /** Puts a record that will never succeed where people find it. */
  readonly deadLetter: (record: SQSRecord, reason: string) => Promise<void>;
};

export const onQueue = <Message>({ parse, work, deadLetter }: QueueConsumer<Message>) => {
  const processor = new BatchProcessor(EventType.SQS);

  const consume = async (record: SQSRecord, context: Context, time: TimeIsUp): Promise<void> => {
    try {
      await Promise.race([work(parse(record, context)), time.promise]);
    } catch (error) {
      telemetry.warn("record.failed", error, { messageId: record.messageId });
      if (!(error instanceof PermanentError)) throw error;
      telemetry.count("DeadLettered");
      await deadLetter(record, error.message);
    }
  };

  return instrumented((event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const time = timeIsUp(context);
    const options = { context, throwOnFullBatchFailure: false };
    return processPartialResponse(
      event,
      (record: SQSRecord) => consume(record, context, time),
      processor,
      options,
    ).finally(time.stop);
  });
};
