import { namesInSub } from "./sub.ts";

/** Every name an expression refers to by Ref, Fn::GetAtt or Fn::Sub: resources and parameters alike. */
export const referencesIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(referencesIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, operand]) => referencesOf(name, operand));
};

const referencesOf = (name: string, operand: unknown): readonly string[] => {
  if (name === "Ref" && typeof operand === "string") return [operand];
  if (name === "Fn::GetAtt") return [logicalIdOf(operand), ...referencesIn(operand)];
  if (name === "Fn::Sub") return [...namesOfSub(operand), ...referencesIn(operand)];
  return referencesIn(operand);
};

const logicalIdOf = (operand: unknown): string => {
  const [first] = Array.isArray(operand) ? operand : String(operand).split(".");
  return String(first);
};

const namesOfSub = (operand: unknown): readonly string[] => {
  const [template, variables] = Array.isArray(operand) ? operand : [operand];
  const own = typeof variables === "object" && variables !== null ? Object.keys(variables) : [];
  return namesInSub(String(template))
    .filter((name) => !own.includes(name))
    .map((name) => name.split(".")[0] ?? name);
};
