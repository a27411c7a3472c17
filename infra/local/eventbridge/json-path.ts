import { isObject } from "./pattern/leaf.ts";

/**
 * Reads the paths EventBridge takes, `$.detail.items[0].id`, into what finds the value in an event (undefined: it has
 * none). Throws for the parts of JSONPath it does not take, and for `*`, which the local runtime does not.
 */
export const readJsonPath = (path: string): ((event: unknown) => unknown) => {
  if (!/^\$(?:\.[\w/-]+|\[\d+\])*$/.test(path))
    throw new Error(`${path} is no JSON path this runtime understands`);
  const steps = [...path.matchAll(/\.([\w/-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  return (event) => steps.reduce<unknown>(step, event);
};

const step = (value: unknown, key: string | number): unknown => {
  if (typeof key === "number") return Array.isArray(value) ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};
