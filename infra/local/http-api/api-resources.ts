/** The parts of an HTTP API as the template states them. What this runtime would not do is refused, not ignored. */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { flag, readProperties, withoutLocalMeaning } from "../resource-properties.ts";
import { parseRouteKey, type RouteKey } from "./route-key.ts";

export type Route = RouteKey & { readonly integrationId: string };

export type Integration = {
  /** The function's ARN. */
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
};

export type Throttle = { readonly ratePerSecond: number; readonly burst: number };

export type Stage = {
  readonly throttle?: Throttle | undefined;
  /** Routes with settings of their own, by key: nothing of the stage's holds for them. */
  readonly routes: Readonly<Record<string, Throttle | undefined>>;
  readonly accessLog?: { readonly logGroup: string; readonly format: string } | undefined;
};

const Api = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal("HTTP", { error: "only HTTP APIs run here" }),
  DisableExecuteApiEndpoint: flag
    .refine((disabled) => !disabled, { error: "the API has no other address here" })
    .optional(),
  Description: withoutLocalMeaning,
  IpAddressType: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY", { error: "only functions can be integrated here" }),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0", { error: "only payload format 2.0 is known here" }),
  TimeoutInMillis: z.int().min(50).max(30_000).default(30_000),
  IntegrationMethod: withoutLocalMeaning,
  Description: withoutLocalMeaning,
});

const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().transform((key, context): RouteKey => {
    const parsed = parseRouteKey(key);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: "custom", message: `${key} is neither $default nor a method and a path` });
    return z.NEVER;
  }),
  Target: z
    .string()
    .regex(/^integrations\/./)
    .transform((target) => target.slice("integrations/".length)),
  AuthorizationType: z.literal("NONE", { error: "authorizers are not known here" }).optional(),
  ApiKeyRequired: flag.refine((required) => !required, { error: "HTTP APIs have no API keys" }).optional(),
  OperationName: withoutLocalMeaning,
});

const RouteSettings = z.strictObject({
  ThrottlingRateLimit: z.number().min(0).optional(),
  ThrottlingBurstLimit: z.int().min(0).optional(),
  DetailedMetricsEnabled: withoutLocalMeaning,
});

const StageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal("$default", { error: "only the stage $default runs here" }),
  AutoDeploy: flag.refine((automatic) => automatic, { error: "deployments are not known here" }),
  DefaultRouteSettings: RouteSettings.optional(),
  RouteSettings: z.record(z.string(), RouteSettings).default({}),
  AccessLogSettings: z.strictObject({ DestinationArn: z.string(), Format: z.string() }).optional(),
  Description: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

export const readApi = (resource: LocalResource): void => void readProperties(resource, Api);

export const readIntegration = (resource: LocalResource): Integration => {
  const { IntegrationUri, TimeoutInMillis } = readProperties(resource, IntegrationProperties);
  const wrapped = /\/functions\/(arn:[^/]+)\/invocations$/.exec(IntegrationUri)?.[1];
  return { functionArn: wrapped ?? IntegrationUri, timeoutMilliseconds: TimeoutInMillis };
};

export const readRoute = (resource: LocalResource): Route => {
  const { RouteKey: key, Target } = readProperties(resource, RouteProperties);
  return { ...key, integrationId: Target };
};

export const readStage = (resource: LocalResource): Stage => {
  const properties = readProperties(resource, StageProperties);
  const { DefaultRouteSettings, RouteSettings: settings, AccessLogSettings } = properties;
  return {
    throttle: throttleOf(DefaultRouteSettings ?? {}),
    routes: Object.fromEntries(Object.entries(settings).map(([key, route]) => [key, throttleOf(route)])),
    accessLog: AccessLogSettings && {
      logGroup: AccessLogSettings.DestinationArn.split(":")[6] ?? AccessLogSettings.DestinationArn,
      format: AccessLogSettings.Format,
    },
  };
};

/** What a new account is given where only one of the two is set. */
const accountLimits = { ratePerSecond: 10_000, burst: 5000 };

const throttleOf = ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: burst,
}: z.infer<typeof RouteSettings>): Throttle | undefined =>
  rate === undefined && burst === undefined
    ? undefined
    : { ratePerSecond: rate ?? accountLimits.ratePerSecond, burst: burst ?? accountLimits.burst };
