/** `AWS::Lambda::EventSourceMapping` as the template states it: from a queue, or from a table's stream. */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { flag, readProperties, withoutLocalMeaning } from "../resource-properties.ts";
import { EventFilters } from "./event-filter.ts";

type Mapping = {
  readonly logicalId: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** The function names the records that failed; without this a batch succeeds or fails as a whole. */
  readonly reportsItemFailures: boolean;
  /** Patterns, one of which a record must match. None: every record is wanted. */
  readonly filters: readonly unknown[];
};

export type QueueMapping = Mapping & {
  readonly source: "queue";
  /** Batches in flight at a time. */
  readonly maximumConcurrency: number;
};

export type StreamMapping = Mapping & {
  readonly source: "stream";
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly bisects: boolean;
  /** How often a failed batch is tried again; without it for as long as its records live. */
  readonly maximumRetryAttempts?: number | undefined;
  readonly maximumRecordAgeSeconds?: number | undefined;
  /** Batches of one shard in flight at a time; records of one key stay in order. */
  readonly parallelizationFactor: number;
  /** The queue or topic that is told which records were given up. */
  readonly onFailureArn?: string | undefined;
};

/** What AWS gives a queue's mapping without ScalingConfig is far more than this machine could use. */
const defaultQueueConcurrency = 10;

const common = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: flag.default(true),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300).default(0),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  FilterCriteria: EventFilters,
  MetricsConfig: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
};

const QueueProperties = z
  .strictObject({
    ...common,
    EventSourceArn: z.string().regex(/(?<!\.fifo)$/, { error: "the order of FIFO queues is not kept here" }),
    BatchSize: z.int().min(1).max(10_000).default(10),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().min(2).max(1000).optional() }).optional(),
  })
  .refine(
    ({ BatchSize, MaximumBatchingWindowInSeconds }) => BatchSize <= 10 || MaximumBatchingWindowInSeconds > 0,
    {
      path: ["MaximumBatchingWindowInSeconds"],
      error: "must be at least 1 for a batch of more than 10 messages",
    },
  );

const StreamProperties = z.strictObject({
  ...common,
  BatchSize: z.int().min(1).max(10_000).default(100),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]),
  BisectBatchOnFunctionError: flag.default(false),
  MaximumRetryAttempts: z.int().min(-1).max(10_000).default(-1),
  MaximumRecordAgeInSeconds: z.union([z.literal(-1), z.int().min(60).max(604_800)]).default(-1),
  ParallelizationFactor: z.int().min(1).max(10).default(1),
  DestinationConfig: z
    .strictObject({
      OnFailure: z.strictObject({
        Destination: z
          .string()
          .regex(/^arn:aws:(sqs|sns):/, { error: "only queues and topics are supported here" }),
      }),
    })
    .optional(),
});

const Source = z.object({
  EventSourceArn: z
    .string()
    .regex(/^arn:aws:(sqs|dynamodb):/, { error: "only queues and table streams are supported here" }),
});

export const readEventSourceMapping = (resource: LocalResource): QueueMapping | StreamMapping =>
  readProperties(resource, z.looseObject(Source.shape)).EventSourceArn.startsWith("arn:aws:sqs:")
    ? queueMapping(resource)
    : streamMapping(resource);

const queueMapping = (resource: LocalResource): QueueMapping => {
  const properties = readProperties(resource, QueueProperties);
  return {
    source: "queue",
    ...commonOf(resource, properties),
    maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency ?? defaultQueueConcurrency,
  };
};

const streamMapping = (resource: LocalResource): StreamMapping => {
  const properties = readProperties(resource, StreamProperties);
  return {
    source: "stream",
    ...commonOf(resource, properties),
    startingPosition: properties.StartingPosition,
    bisects: properties.BisectBatchOnFunctionError,
    maximumRetryAttempts: unlessEndless(properties.MaximumRetryAttempts),
    maximumRecordAgeSeconds: unlessEndless(properties.MaximumRecordAgeInSeconds),
    parallelizationFactor: properties.ParallelizationFactor,
    onFailureArn: properties.DestinationConfig?.OnFailure.Destination,
  };
};

const commonOf = (
  { logicalId }: LocalResource,
  properties: z.infer<typeof QueueProperties> | z.infer<typeof StreamProperties>,
): Mapping => ({
  logicalId,
  functionName: properties.FunctionName,
  sourceArn: properties.EventSourceArn,
  enabled: properties.Enabled,
  batchSize: properties.BatchSize,
  windowSeconds: properties.MaximumBatchingWindowInSeconds,
  reportsItemFailures: properties.FunctionResponseTypes.length > 0,
  filters: properties.FilterCriteria,
});

const unlessEndless = (limit: number): number | undefined => (limit === -1 ? undefined : limit);
