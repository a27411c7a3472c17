/**
 * What a template says of a table, and the CreateTable it stands for. A policy of the table's own would have to be
 * judged too, so one that is set is unknown and stops the start.
 */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { awsManagedKey, flag, readProperties, withoutLocalMeaning } from "../resource-properties.ts";

const KeySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));

const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ProvisionedThroughput: withoutLocalMeaning,
  OnDemandThroughput: withoutLocalMeaning,
  WriteOnDemandThroughputSettings: withoutLocalMeaning,
  WriteProvisionedThroughputSettings: withoutLocalMeaning,
  ReadOnDemandThroughputSettings: withoutLocalMeaning,
  ReadProvisionedThroughputSettings: withoutLocalMeaning,
  ContributorInsightsSpecification: withoutLocalMeaning,
  WarmThroughput: withoutLocalMeaning,
});

const shared = {
  TableName: z.string().optional(),
  KeySchema,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) }),
  ),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]),
    })
    .optional(),
  /** Kept, and reported by DescribeTimeToLive. Nothing expires here: DynamoDB itself may take days. */
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: flag }).optional(),
  BillingMode: withoutLocalMeaning,
  SSESpecification: z
    .strictObject({ SSEEnabled: flag, SSEType: withoutLocalMeaning, KMSMasterKeyId: awsManagedKey })
    .optional(),
  WarmThroughput: withoutLocalMeaning,
};

const Table = z.strictObject({
  ...shared,
  ProvisionedThroughput: withoutLocalMeaning,
  OnDemandThroughput: withoutLocalMeaning,
  PointInTimeRecoverySpecification: withoutLocalMeaning,
  ContributorInsightsSpecification: withoutLocalMeaning,
  DeletionProtectionEnabled: withoutLocalMeaning,
  TableClass: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

/** Replicas hold what the one local table does not have: recovery, insight, protection, other regions. */
const GlobalTable = z.strictObject({
  ...shared,
  Replicas: withoutLocalMeaning,
  MultiRegionConsistency: withoutLocalMeaning,
  WriteOnDemandThroughputSettings: withoutLocalMeaning,
  WriteProvisionedThroughputSettings: withoutLocalMeaning,
  ReadOnDemandThroughputSettings: withoutLocalMeaning,
  ReadProvisionedThroughputSettings: withoutLocalMeaning,
});

type TableProperties = z.infer<typeof Table> | z.infer<typeof GlobalTable>;

export const readTable = (resource: LocalResource): TableProperties => readProperties(resource, Table);

export const readGlobalTable = (resource: LocalResource): TableProperties =>
  readProperties(resource, GlobalTable);

export type { TableProperties };
