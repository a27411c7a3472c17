import { conditionFunctions, intrinsics } from "./intrinsics.ts";
import type { Scope } from "./scope.ts";
import { stopAt, type TemplatePath } from "./template-error.ts";

/**
 * A part of a template with every intrinsic in it worked out. `undefined` is `AWS::NoValue`: it takes the property or
 * the list's element away. Throws TemplateError for an intrinsic it does not know.
 */
export const evaluate = (node: unknown, scope: Scope, path: TemplatePath): unknown => {
  if (typeof node === "string") return plainText(node, path);
  if (Array.isArray(node))
    return node
      .map((element: unknown, index) => evaluate(element, scope, [...path, index]))
      .filter((element) => element !== undefined);
  if (typeof node !== "object" || node === null) return node;

  const entries = Object.entries(node);
  const [first] = entries;
  if (first !== undefined && isIntrinsic(first[0])) return call(entries, scope, path);
  const evaluated = entries.map(([name, value]) => [name, evaluate(value, scope, [...path, name])] as const);
  return Object.fromEntries(evaluated.filter(([, value]) => value !== undefined));
};

const isIntrinsic = (name: string): boolean => name === "Ref" || name.startsWith("Fn::");

const call = (entries: readonly [string, unknown][], scope: Scope, path: TemplatePath): unknown => {
  const [[name, operand] = ["", undefined], ...others] = entries;
  if (others.length > 0) return stopAt(path, `${name} cannot stand beside other keys`);
  const intrinsic = intrinsics.get(name) ?? conditionFunctions.get(name);
  if (intrinsic === undefined) return stopAt(path, `Unknown intrinsic ${name}`);
  return intrinsic(operand, { scope, path: [...path, name], evaluate });
};

/** `{{resolve:…}}` asks CloudFormation for a secret or a parameter while it deploys. Here nobody would answer. */
const plainText = (text: string, path: TemplatePath): string =>
  text.includes("{{resolve:")
    ? stopAt(path, "Dynamic references ({{resolve:…}}) are not resolved locally")
    : text;
