import { Validations } from "aws-cdk-lib";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { DurableQueue } from "./durable-queue.ts";
import type { NodeFunction } from "./node-function.ts";

type Consumption = {
  readonly queue: DurableQueue;
  readonly batchSize: number;
  /** How many batches at once, so that a full queue leaves concurrency for `receive-webhook`. */
  readonly maxConcurrency: number;
};

/** Lets a function read a queue in batches, of which only the messages that failed come back. */
export const consumeQueue = <Environment extends Record<string, string>>(
  reader: NodeFunction<Environment>,
  { queue, batchSize, maxConcurrency }: Consumption,
): void => {
  if (reader.timeout.toSeconds() > queue.readerTimeout.toSeconds())
    throw new Error(`${reader.node.path} may take longer than the readerTimeout of ${queue.node.path}`);
  reader.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.queue.queueArn);
  const mapping = new EventSourceMapping(reader, "Messages", {
    target: reader.lambda,
    eventSourceArn: queue.queue.queueArn,
    batchSize,
    maxConcurrency,
    reportBatchItemFailures: true,
  });
  Validations.of(mapping).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason:
      "Lambda offers no failure destination for an SQS source: the queue's own dead-letter queue is it.",
  });
};
