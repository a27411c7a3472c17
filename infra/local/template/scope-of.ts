import type { Provisioned } from "../local-service.ts";
import { evaluate } from "./evaluate.ts";
import { parameterValue } from "./parameters.ts";
import { pseudoParameters, type Identity } from "./pseudo-parameters.ts";
import type { Scope } from "./scope.ts";
import { stopAt } from "./template-error.ts";
import type { Template } from "./template.ts";

type Known = {
  readonly template: Template;
  readonly place: Identity;
  /** Values given for parameters, before their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What has been made so far, by logical id; it grows while the template is provisioned. */
  readonly made: ReadonlyMap<string, Provisioned>;
};

export const scopeOf = ({ template, place, parameters, made }: Known): Scope => {
  const pseudo = pseudoParameters(place);
  const scope: Scope = {
    ref: (name, path) => {
      if (pseudo.has(name)) return pseudo.get(name);
      if (Object.hasOwn(template.Parameters, name)) return parameterValue(template, parameters, name, path);
      return made.get(name)?.ref ?? stopAt(path, `Ref to ${name}, which the template does not have`);
    },
    attribute: (logicalId, attribute, path) => {
      const resource = made.get(logicalId);
      if (resource === undefined)
        return stopAt(
          path,
          `Fn::GetAtt of ${logicalId}.${attribute}: the template does not have ${logicalId}`,
        );
      const type = template.Resources[logicalId]?.Type;
      return (
        resource.attributes?.[attribute] ??
        stopAt(path, `Fn::GetAtt of ${logicalId}.${attribute}: the local ${type} has no ${attribute}`)
      );
    },
    condition: (name, path) => {
      if (!Object.hasOwn(template.Conditions, name))
        return stopAt(path, `Condition ${name} is not in the template`);
      return evaluate(template.Conditions[name], scope, ["Conditions", name]) === true;
    },
    mapping: ([map, first, second], path) =>
      template.Mappings[map]?.[first]?.[second] ??
      stopAt(path, `No value in the mapping ${map}.${first}.${second}`),
  };
  return scope;
};
