/**
 * The wrapper of every queue consumer. It parses each record, does the work, and reports the records that failed so
 * that the queue tries only those again. What will never succeed goes to the dead-letter queue at once, with its reason.
 */
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { PermanentError } from "../errors.ts";
import { logger, metrics, telemetry } from "./powertools.ts";

type QueueConsumer<Message> = {
  /** Unknown to typed; throws PermanentError for what no retry will mend. */
  readonly parse: (record: SQSRecord) => Message;
  readonly work: (message: Message) => Promise<void>;
  /** Puts a record that will never succeed where people find it. */
  readonly deadLetter: (record: SQSRecord, reason: string) => Promise<void>;
};

export const onQueue = <Message>({ parse, work, deadLetter }: QueueConsumer<Message>) => {
  const processor = new BatchProcessor(EventType.SQS);

  const consume = async (record: SQSRecord): Promise<void> => {
    try {
      await work(parse(record));
    } catch (error) {
      telemetry.warn("record.failed", error, { messageId: record.messageId });
      if (!(error instanceof PermanentError)) throw error;
      telemetry.count("DeadLettered");
      await deadLetter(record, error.message);
    }
  };

  return middy((event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, consume, processor, { context, throwOnFullBatchFailure: false }),
  )
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics));
};
