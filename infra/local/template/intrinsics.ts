/**
 * One function per intrinsic, by its name in a template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
import type { Scope } from "./scope.ts";
import { fillSub } from "./sub.ts";
import { stopAt, type TemplatePath } from "./template-error.ts";

type Call = {
  readonly scope: Scope;
  readonly path: TemplatePath;
  readonly evaluate: (node: unknown, scope: Scope, path: TemplatePath) => unknown;
};

export type Intrinsic = (operand: unknown, call: Call) => unknown;

const ref: Intrinsic = (operand, { scope, path }) => scope.ref(textOf(operand, path), path);

/** `"Queue.Arn"` or `["Queue", "Arn"]`; only the attribute's name may itself be worked out. */
const getAtt: Intrinsic = (operand, call) => {
  if (typeof operand === "string") {
    const [logicalId = "", ...attribute] = operand.split(".");
    return call.scope.attribute(logicalId, attribute.join("."), call.path);
  }
  const [logicalId, attribute] = listOf(operand, call.path);
  return call.scope.attribute(textOf(logicalId, call.path), textFrom(attribute, call), call.path);
};

const join: Intrinsic = (operand, call) => {
  const [separator, elements] = listOf(operand, call.path);
  return listFrom(elements, call)
    .map((element) => scalarText(element, call.path))
    .join(textOf(separator, call.path));
};

const sub: Intrinsic = (operand, call) => {
  const [template, variables = {}] = typeof operand === "string" ? [operand] : listOf(operand, call.path);
  const known = recordOf(call.evaluate(variables, call.scope, call.path), call.path);
  return fillSub(textOf(template, call.path), (name) => {
    if (Object.hasOwn(known, name)) return scalarText(known[name], call.path);
    const value = name.includes(".") ? getAtt(name, call) : ref(name, call);
    return scalarText(value, call.path);
  });
};

const select: Intrinsic = (operand, call) => {
  const [index, elements] = listOf(operand, call.path);
  const chosen = listFrom(elements, call)[Number(textFrom(index, call))];
  return chosen ?? stopAt(call.path, "Fn::Select reaches beyond its list");
};

const split: Intrinsic = (operand, call) => {
  const [separator, text] = listOf(operand, call.path);
  return textFrom(text, call).split(textOf(separator, call.path));
};

const findInMap: Intrinsic = (operand, call) => {
  const [map, first, second, ...others] = listOf(operand, call.path).map((key) => textFrom(key, call));
  if (map === undefined || first === undefined || second === undefined || others.length > 0)
    return stopAt(call.path, "Fn::FindInMap takes a map and two keys");
  return call.scope.mapping([map, first, second], call.path);
};

/** Only the branch taken is worked out: the other may speak of resources that are not there. */
const ifElse: Intrinsic = (operand, call) => {
  const [condition, whenTrue, whenFalse] = listOf(operand, call.path);
  const holds = call.scope.condition(textOf(condition, call.path), call.path);
  return call.evaluate(holds ? whenTrue : whenFalse, call.scope, [...call.path, holds ? 1 : 2]);
};

const importValue: Intrinsic = (_operand, { path }) =>
  stopAt(path, "Fn::ImportValue needs another stack's export; the local runtime has this template only");

export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ["Ref", ref],
  ["Fn::GetAtt", getAtt],
  ["Fn::Join", join],
  ["Fn::Sub", sub],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::FindInMap", findInMap],
  ["Fn::If", ifElse],
  ["Fn::ImportValue", importValue],
]);

const equals: Intrinsic = (operand, call) => {
  const [one, other] = listFrom(operand, call);
  return scalarText(one, call.path) === scalarText(other, call.path);
};
const and: Intrinsic = (operand, call) => booleansFrom(operand, call).every(Boolean);
const or: Intrinsic = (operand, call) => booleansFrom(operand, call).some(Boolean);
const not: Intrinsic = (operand, call) => !booleansFrom(operand, call).every(Boolean);

export const conditionFunctions: ReadonlyMap<string, Intrinsic> = new Map([
  ["Fn::Equals", equals],
  ["Fn::And", and],
  ["Fn::Or", or],
  ["Fn::Not", not],
]);

/** The members of And, Or and Not are functions themselves, or name a condition: `{ "Condition": "IsProduction" }`. */
const booleansFrom = (operand: unknown, call: Call): readonly boolean[] =>
  listOf(operand, call.path).map((member) => {
    const named = recordOf(member, call.path)["Condition"];
    if (named !== undefined) return call.scope.condition(textOf(named, call.path), call.path);
    return call.evaluate(member, call.scope, call.path) === true;
  });

const listOf = (value: unknown, path: TemplatePath): readonly unknown[] =>
  Array.isArray(value) ? value : stopAt(path, "A list is needed");

const recordOf = (value: unknown, path: TemplatePath): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : stopAt(path, "An object is needed");

const textOf = (value: unknown, path: TemplatePath): string =>
  typeof value === "string" ? value : stopAt(path, "A text is needed");

const scalarText = (value: unknown, path: TemplatePath): string =>
  ["string", "number", "boolean"].includes(typeof value) ? String(value) : stopAt(path, "A text is needed");

const textFrom = (node: unknown, { evaluate, scope, path }: Call): string =>
  scalarText(evaluate(node, scope, path), path);

const listFrom = (node: unknown, { evaluate, scope, path }: Call): readonly unknown[] =>
  listOf(evaluate(node, scope, path), path);
