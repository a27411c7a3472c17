/** `AWS::Lambda::EventInvokeConfig`: how often, and for how long, an invocation nobody waits for is tried. */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { readProperties } from "../resource-properties.ts";
import { functionNameOf } from "./function-name.ts";

export type EventInvokeConfig = {
  readonly functionName: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onFailureArn?: string | undefined;
  readonly onSuccessArn?: string | undefined;
};

const Destination = z.strictObject({
  Destination: z
    .string()
    .regex(/^arn:aws:(sqs|sns):/, { error: "only queues and topics are supported here" }),
});

const Properties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal("$LATEST"),
  MaximumRetryAttempts: z.int().min(0).max(2).default(2),
  MaximumEventAgeInSeconds: z.int().min(60).max(21_600).default(21_600),
  DestinationConfig: z
    .strictObject({ OnFailure: Destination.optional(), OnSuccess: Destination.optional() })
    .optional(),
});

export const readEventInvokeConfig = (resource: LocalResource): EventInvokeConfig => {
  const properties = readProperties(resource, Properties);
  return {
    functionName: functionNameOf(properties.FunctionName),
    maximumRetryAttempts: properties.MaximumRetryAttempts,
    maximumEventAgeSeconds: properties.MaximumEventAgeInSeconds,
    onFailureArn: properties.DestinationConfig?.OnFailure?.Destination,
    onSuccessArn: properties.DestinationConfig?.OnSuccess?.Destination,
  };
};

/** What holds for a function the template says nothing about. */
export const defaultEventInvokeConfig = (functionName: string): EventInvokeConfig => ({
  functionName,
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
});
