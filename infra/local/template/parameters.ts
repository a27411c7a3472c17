import { stopAt, type TemplatePath } from "./template-error.ts";
import type { Template } from "./template.ts";

/** Nothing is bootstrapped here, so no version of it is too old. */
const bootstrapVersion = "9999";

/** A parameter's value: what it was given, or its default. */
export const parameterValue = (
  { Parameters }: Template,
  given: Readonly<Record<string, string>>,
  name: string,
  path: TemplatePath,
): unknown => {
  const parameter = Parameters[name];
  const value = given[name] ?? parameter?.Default;
  if (parameter === undefined || value === undefined)
    return stopAt(path, `Parameter ${name} has no value and no default`);
  if (parameter.Type.startsWith("AWS::SSM::Parameter::Value<")) return ssmValue(String(value), path);
  return isList(parameter.Type) ? String(value).split(",") : value;
};

const isList = (type: string): boolean => type === "CommaDelimitedList" || type.startsWith("List<");

/** The value of such a parameter is only the name of what to look up. */
const ssmValue = (name: string, path: TemplatePath): string =>
  /^\/cdk-bootstrap\/[^/]+\/version$/.test(name)
    ? bootstrapVersion
    : stopAt(path, `SSM parameter ${name} is read while deploying; there is no such store here`);
