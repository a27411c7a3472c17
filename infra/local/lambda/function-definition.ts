/** `AWS::Lambda::Function` as the template states it, checked, with Lambda's own defaults filled in. */
import * as z from "zod";
import type { LocalPlace, LocalResource } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { readProperties, withoutLocalMeaning } from "../resource-properties.ts";
import { FunctionEnvironment } from "./function-environment.ts";

export type FunctionDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The folder of the bundle: what Lambda unpacks as LAMBDA_TASK_ROOT. */
  readonly directory: string;
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number | undefined;
  readonly deadLetterArn?: string | undefined;
  readonly logging: Logging;
};

type Logging = {
  readonly group: string;
  readonly format: "Text" | "JSON";
  readonly applicationLevel: string;
  readonly systemLevel: string;
};

/** Where the template's `Code` lies unpacked. */
export type AssetDirectory = (code: CodeLocation) => string;
type CodeLocation = z.infer<typeof CodeLocation>;

const CodeLocation = z.strictObject({ S3Bucket: z.string(), S3Key: z.string() });

const Properties = z.strictObject({
  Runtime: z.literal("nodejs24.x", { error: "only nodejs24.x runs here" }),
  Handler: z.string().regex(/^[^.]+\.[^.]+$/, { error: "a handler is <file>.<export>" }),
  Code: CodeLocation,
  Role: z.string(),
  FunctionName: z.string().optional(),
  MemorySize: z.int().min(128).max(10_240).default(128),
  Timeout: z.int().min(1).max(900).default(3),
  ReservedConcurrentExecutions: z.int().min(0).optional(),
  Environment: z.strictObject({ Variables: FunctionEnvironment }).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.enum(["Text", "JSON"]).optional(),
      ApplicationLogLevel: z.enum(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]).optional(),
      SystemLogLevel: z.enum(["DEBUG", "INFO", "WARN"]).optional(),
    })
    .optional(),
  PackageType: z.literal("Zip").optional(),
  Architectures: withoutLocalMeaning,
  TracingConfig: withoutLocalMeaning,
  Description: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

/** Reads one function of the template. Throws for anything this runtime would do differently, naming it. */
export const readFunction = (
  resource: LocalResource,
  place: Pick<LocalPlace, "region" | "accountId" | "stackName">,
  assetDirectory: AssetDirectory,
): FunctionDefinition => {
  const properties = readProperties(resource, Properties);
  const name =
    properties.FunctionName ?? physicalName(place.stackName, resource.logicalId, { maxLength: 64 });
  return {
    logicalId: resource.logicalId,
    name,
    arn: `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`,
    roleArn: properties.Role,
    directory: assetDirectory(properties.Code),
    handler: properties.Handler,
    memoryMegabytes: properties.MemorySize,
    timeoutSeconds: properties.Timeout,
    environment: properties.Environment?.Variables ?? {},
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    deadLetterArn: properties.DeadLetterConfig?.TargetArn,
    logging: loggingOf(properties.LoggingConfig, name),
  };
};

const loggingOf = (config: z.infer<typeof Properties>["LoggingConfig"], name: string): Logging => ({
  group: config?.LogGroup ?? `/aws/lambda/${name}`,
  format: config?.LogFormat ?? "Text",
  applicationLevel: config?.ApplicationLogLevel ?? "INFO",
  systemLevel: config?.SystemLogLevel ?? "INFO",
});
