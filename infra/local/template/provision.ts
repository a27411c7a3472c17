import type { LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { dependencyOrder } from "./dependency-order.ts";
import { evaluate } from "./evaluate.ts";
import type { Identity } from "./pseudo-parameters.ts";
import type { Scope } from "./scope.ts";
import { scopeOf } from "./scope-of.ts";
import { stopAt, TemplateError, type TemplatePath } from "./template-error.ts";
import type { Template, TemplateResource } from "./template.ts";
import { describeFor, hasNoLocalMeaning } from "./without-local-meaning.ts";

type Fulfil = (resource: LocalResource) => Promise<Provisioned> | Provisioned;

export type ProvisionedStack = {
  /** The stack's outputs by name, as `cdk deploy --outputs-file` would write them. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What each logical id became. */
  readonly resources: ReadonlyMap<string, Provisioned>;
  /** The resources that do nothing locally: alarms, dashboards, log groups. */
  readonly descriptions: readonly LocalResource[];
};

/**
 * Makes a template's resources, each by the service that fulfils its type and behind everything it refers to. A type
 * nobody fulfils stops it before the first one is made.
 */
export const provision = async (
  template: Template,
  services: readonly LocalService[],
  place: Identity,
  parameters: Readonly<Record<string, string>> = {},
): Promise<ProvisionedStack> => {
  const made = new Map<string, Provisioned>();
  const descriptions: LocalResource[] = [];
  const scope = scopeOf({ template, place, parameters, made });
  const resources = presentResources(template, scope);
  const fulfilments = fulfilmentsOf(services);
  refuseUnknownTypes(resources, fulfilments);

  for (const logicalId of dependencyOrder(resources)) {
    const resource = evaluatedResource(logicalId, template, scope);
    const fulfil = fulfilments.get(resource.type);
    if (fulfil === undefined) descriptions.push(resource);
    made.set(logicalId, await make(resource, fulfil ?? describeFor(place)));
  }
  return { outputs: outputsOf(template, scope), resources: made, descriptions };
};

const presentResources = (template: Template, scope: Scope): Readonly<Record<string, TemplateResource>> =>
  Object.fromEntries(
    Object.entries(template.Resources).filter(
      ([logicalId, { Condition }]) =>
        Condition === undefined || scope.condition(Condition, ["Resources", logicalId, "Condition"]),
    ),
  );

const fulfilmentsOf = (services: readonly LocalService[]): ReadonlyMap<string, Fulfil> => {
  const fulfilments = new Map<string, Fulfil>();
  for (const { name, resources } of services)
    for (const [type, fulfil] of Object.entries(resources)) {
      if (fulfilments.has(type))
        throw new Error(`${name} fulfils ${type}, which another service fulfils already`);
      fulfilments.set(type, fulfil);
    }
  return fulfilments;
};

const refuseUnknownTypes = (
  resources: Readonly<Record<string, TemplateResource>>,
  fulfilments: ReadonlyMap<string, Fulfil>,
): void => {
  const unknown = Object.entries(resources).filter(
    ([, { Type }]) => !fulfilments.has(Type) && !hasNoLocalMeaning(Type),
  );
  if (unknown.length === 0) return;
  const list = unknown.map(([logicalId, { Type }]) => `${logicalId} (${Type})`).join(", ");
  throw new TemplateError(`No local service fulfils ${list}`);
};

/** Whatever goes wrong in a service is told together with the resource it was making. */
const make = async (resource: LocalResource, fulfil: Fulfil): Promise<Provisioned> => {
  try {
    return await fulfil(resource);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TemplateError(`${resource.logicalId} (${resource.type}) was not made: ${reason}`, { cause });
  }
};

const evaluatedResource = (logicalId: string, template: Template, scope: Scope): LocalResource => {
  const { Type: type = "", Properties = {} } = template.Resources[logicalId] ?? {};
  const path = ["Resources", logicalId, "Properties"];
  const properties = Object.fromEntries(
    Object.entries(Properties)
      .map(([name, value]) => [name, evaluate(value, scope, [...path, name])] as const)
      .filter(([, value]) => value !== undefined),
  );
  return { logicalId, type, properties };
};

const outputsOf = (template: Template, scope: Scope): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(template.Outputs)
      .filter(
        ([name, { Condition }]) => Condition === undefined || scope.condition(Condition, ["Outputs", name]),
      )
      .map(([name, { Value }]) => [
        name,
        outputText(evaluate(Value, scope, ["Outputs", name]), ["Outputs", name]),
      ]),
  );

const outputText = (value: unknown, path: TemplatePath): string =>
  typeof value === "string" || typeof value === "number"
    ? String(value)
    : stopAt(path, "An output is a text");
