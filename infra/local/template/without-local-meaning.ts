/**
 * Resources that do nothing here, each with the reason. Their properties are still worked out, and whoever wants to
 * know what the deployed system would do (the doctor, the board) finds them among the descriptions.
 */
import type { LocalResource, Provisioned } from "../local-service.ts";
import type { Identity } from "./pseudo-parameters.ts";

type Description = {
  readonly reason: string;
  readonly describe: (resource: LocalResource, identity: Identity) => Provisioned;
};

const named =
  (nameProperty: string): Description["describe"] =>
  ({ logicalId, properties }) => ({ ref: textOr(properties[nameProperty], logicalId) });

const withArn =
  (nameProperty: string, service: string, resource: (name: string) => string): Description["describe"] =>
  ({ logicalId, properties }, { region, accountId }) => {
    const name = textOr(properties[nameProperty], logicalId);
    return { ref: name, attributes: { Arn: `arn:aws:${service}:${region}:${accountId}:${resource(name)}` } };
  };

const withoutLocalMeaning: Readonly<Record<string, Description>> = {
  "AWS::CDK::Metadata": { reason: "tells AWS which constructs were used", describe: named("Analytics") },
  "AWS::CloudWatch::Alarm": {
    reason: "kept as a description: the doctor and the board read it",
    describe: withArn("AlarmName", "cloudwatch", (name) => `alarm:${name}`),
  },
  "AWS::CloudWatch::CompositeAlarm": {
    reason: "kept as a description, like the alarms it is made of",
    describe: withArn("AlarmName", "cloudwatch", (name) => `alarm:${name}`),
  },
  "AWS::CloudWatch::Dashboard": {
    reason: "the board shows the same figures from the runtime itself",
    describe: named("DashboardName"),
  },
  "AWS::Logs::LogGroup": {
    reason: "what functions log goes to the runtime's own log",
    describe: withArn("LogGroupName", "logs", (name) => `log-group:${name}:*`),
  },
  "AWS::Logs::MetricFilter": { reason: "there are no metrics to count into", describe: named("FilterName") },
  "AWS::KMS::Key": {
    reason: "local data lies in one folder of one person, unencrypted",
    describe: withArn("KeyId", "kms", (name) => `key/${name}`),
  },
  "AWS::KMS::Alias": { reason: "there are no keys to give names to", describe: named("AliasName") },
};

const textOr = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);

export const hasNoLocalMeaning = (type: string): boolean => Object.hasOwn(withoutLocalMeaning, type);

/** What others may refer to of a resource that is not there. */
export const describeFor =
  (identity: Identity) =>
  (resource: LocalResource): Provisioned =>
    withoutLocalMeaning[resource.type]?.describe(resource, identity) ?? { ref: resource.logicalId };
