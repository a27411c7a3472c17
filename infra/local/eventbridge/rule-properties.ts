import * as z from "zod";
import { awsManagedKey, withoutLocalMeaning } from "../resource-properties.ts";
import { readJsonPath } from "./json-path.ts";

const isReadable = (path: string): boolean => {
  try {
    return readJsonPath(path) !== undefined;
  } catch {
    return false;
  }
};

const JsonPath = z.string().refine(isReadable, "this is no JSON path the local runtime understands");

const reachable = ["sqs", "lambda", "sns"];
const TargetArn = z.string().refine((arn) => reachable.includes(arn.split(":")[2] ?? ""), {
  error: ({ input }) => `the local EventBridge reaches queues, functions and topics, not ${String(input)}`,
});

const byDefault = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 };

/** A target, in the words both CloudFormation and the API use. */
export const Target = z.strictObject({
  Id: z.string(),
  Arn: TargetArn,
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: JsonPath.optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), JsonPath).optional(), InputTemplate: z.string() })
    .optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.int().min(0).max(185).default(byDefault.MaximumRetryAttempts),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(byDefault.MaximumEventAgeInSeconds),
    })
    .default(byDefault),
});

export type Target = z.infer<typeof Target>;

export const RuleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default("default"),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  RoleArn: z.string().optional(),
  Targets: z.array(Target).default([]),
  Tags: withoutLocalMeaning,
});

export const EventBusProperties = z.strictObject({
  Name: z.string(),
  Description: withoutLocalMeaning,
  KmsKeyIdentifier: awsManagedKey,
  LogConfig: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

export const ArchiveProperties = z.strictObject({
  ArchiveName: z.string().optional(),
  Description: z.string().optional(),
  EventPattern: z.unknown().optional(),
  KmsKeyIdentifier: awsManagedKey,
  /** 0 keeps events for ever. */
  RetentionDays: z.int().min(0).default(0),
  SourceArn: z.string(),
});
