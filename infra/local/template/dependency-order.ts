import { referencesIn } from "./references.ts";
import { TemplateError } from "./template-error.ts";
import type { TemplateResource } from "./template.ts";

type Resources = Readonly<Record<string, TemplateResource>>;

/** The logical ids, each behind everything it refers to or depends on. A circle names its members. */
export const dependencyOrder = (resources: Resources): readonly string[] => {
  const ordered = new Set<string>();
  const visit = (logicalId: string, trail: readonly string[]): void => {
    if (ordered.has(logicalId)) return;
    if (trail.includes(logicalId)) {
      const circle = [...trail.slice(trail.indexOf(logicalId)), logicalId];
      throw new TemplateError(`These resources wait for each other: ${circle.join(" → ")}`);
    }
    for (const needed of neededBy(logicalId, resources)) visit(needed, [...trail, logicalId]);
    ordered.add(logicalId);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return [...ordered];
};

const neededBy = (logicalId: string, resources: Resources): readonly string[] => {
  const resource = resources[logicalId];
  if (resource === undefined) return [];
  return [...[resource.DependsOn].flat(), ...referencesIn(resource.Properties)].filter((name) =>
    Object.hasOwn(resources, name),
  );
};
