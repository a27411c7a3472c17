/** What the template's buses, rules and archives become. */
import * as z from "zod";
import { PolicyDocument } from "../iam/policy-document.ts";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import type { ResourcePolicies } from "../resource-policies.ts";
import { readProperties } from "../resource-properties.ts";
import { compilePattern } from "./pattern.ts";
import type { Registry } from "./registry.ts";
import { ArchiveProperties, EventBusProperties, RuleProperties } from "./rule-properties.ts";

type Parts = {
  readonly place: Pick<LocalPlace, "stackName">;
  readonly registry: Registry;
  readonly policies: ResourcePolicies;
};

export const eventBridgeResources = (parts: Parts): LocalService["resources"] => ({
  "AWS::Events::EventBus": (resource) => addBus(parts, resource),
  "AWS::Events::EventBusPolicy": (resource) => addPolicy(parts, resource),
  "AWS::Events::Rule": (resource) => addRule(parts, resource),
  "AWS::Events::Archive": (resource) => addArchive(parts, resource),
});

const addBus = ({ registry }: Parts, resource: LocalResource): Provisioned => {
  const { Name } = readProperties(resource, EventBusProperties);
  const arn = registry.arnOf(`event-bus/${Name}`);
  registry.buses.set(Name, arn);
  return { ref: Name, attributes: { Name, Arn: arn } };
};

const addRule = ({ place, registry }: Parts, resource: LocalResource): Provisioned => {
  const properties = readProperties(resource, RuleProperties);
  const { EventPattern: pattern, ScheduleExpression: scheduleExpression } = properties;
  const busName = registry.busNamed(properties.EventBusName);
  const { logicalId } = resource;
  if (!registry.buses.has(busName))
    throw new Error(`${logicalId} is on bus ${busName}, which the template does not have`);
  if (pattern === undefined && scheduleExpression === undefined)
    throw new Error(`${logicalId} has neither an EventPattern nor a ScheduleExpression`);
  if (scheduleExpression !== undefined && busName !== "default")
    throw new Error(`${logicalId} has a schedule, which only rules of the default bus can have`);

  const name = properties.Name ?? physicalName(place.stackName, logicalId, { maxLength: 64 });
  const path = busName === "default" ? name : `${busName}/${name}`;
  const arn = registry.arnOf(`rule/${path}`);
  registry.rules.set(arn, {
    name,
    arn,
    busName,
    description: properties.Description,
    isEnabled: properties.State === "ENABLED",
    pattern,
    matches: pattern === undefined ? () => false : compilePattern(pattern),
    scheduleExpression,
    targets: properties.Targets,
  });
  return { ref: busName === "default" ? name : `${busName}|${name}`, attributes: { Arn: arn } };
};

const addArchive = ({ place, registry }: Parts, resource: LocalResource): Provisioned => {
  const { ArchiveName, ...properties } = readProperties(resource, ArchiveProperties);
  const name = ArchiveName ?? physicalName(place.stackName, resource.logicalId, { maxLength: 48 });
  const arn = registry.arnOf(`archive/${name}`);
  const pattern = properties.EventPattern;
  registry.archives.set(arn, {
    name,
    arn,
    busArn: properties.SourceArn,
    description: properties.Description,
    pattern,
    matches: pattern === undefined ? () => true : compilePattern(pattern),
    retentionDays: properties.RetentionDays,
  });
  return { ref: name, attributes: { Arn: arn, ArchiveName: name } };
};

const StatementAlone = z.record(z.string(), z.unknown());

const EventBusPolicyProperties = z.strictObject({
  EventBusName: z.string().default("default"),
  StatementId: z.string(),
  Statement: StatementAlone,
});

/** A bus's policy comes one statement at a time. The older form without `Statement` is refused. */
const addPolicy = ({ registry, policies }: Parts, resource: LocalResource): Provisioned => {
  const { EventBusName, StatementId, Statement } = readProperties(resource, EventBusPolicyProperties);
  const busName = registry.busNamed(EventBusName);
  const arn = registry.buses.get(busName);
  if (arn === undefined)
    throw new Error(`${resource.logicalId} is for bus ${busName}, which the template does not have`);
  policies.attach(
    arn,
    PolicyDocument.parse({ Version: "2012-10-17", Statement: [{ Sid: StatementId, ...Statement }] }),
  );
  return { ref: StatementId };
};
