import type { SqsService } from "../sqs/sqs-service.ts";
import type { MetricSources } from "./metrics.ts";
import type { RecentDatapoints } from "./recent-datapoints.ts";

type Measured = {
  readonly sqs: Pick<SqsService, "oldestSentAt">;
  /** In milliseconds, by function name. */
  readonly iteratorAges: Pick<RecentDatapoints, "read">;
};

/** How far behind are those who read queues and streams. */
export const readerMetrics = ({ sqs, iteratorAges }: Measured): MetricSources => ({
  "AWS/SQS ApproximateAgeOfOldestMessage": {
    dimension: "QueueName",
    unit: "Seconds",
    read: (queueName) => {
      const at = new Date();
      const oldest = sqs.oldestSentAt(queueName);
      return [{ at, value: oldest === undefined ? 0 : Math.floor((at.getTime() - oldest.getTime()) / 1000) }];
    },
  },
  "AWS/Lambda IteratorAge": {
    dimension: "FunctionName",
    unit: "Milliseconds",
    read: (functionName) => iteratorAges.read(functionName),
  },
});
