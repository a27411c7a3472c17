import { isObject, type Leaf } from "./leaf.ts";

/** Which element of which of the event's arrays of objects (numbered as they are met) a value lies in. */
export type Elements = ReadonlyMap<number, number>;

type Field = { readonly leaf: Leaf; readonly elements: Elements };

/**
 * An event as EventBridge sees it: every leaf under its dotted path. Arrays add nothing to a path, an empty array or
 * object has no leaf, and a key that has a dot in it is the path it spells.
 */
export type EventFields = ReadonlyMap<string, readonly Field[]>;

export const fieldsOf = (event: unknown): EventFields => {
  const fields = new Map<string, Field[]>();
  let arrays = 0;

  const visit = (value: unknown, path: string, elements: Elements): void => {
    if (Array.isArray(value)) visitArray(value, path, elements);
    else if (isObject(value)) visitObject(value, `${path}.`, elements);
    else if (isLeaf(value)) keep(path, { leaf: value, elements });
  };
  const keep = (path: string, field: Field): void => {
    const known = fields.get(path);
    if (known === undefined) fields.set(path, [field]);
    else known.push(field);
  };
  const visitObject = (
    object: Readonly<Record<string, unknown>>,
    prefix: string,
    elements: Elements,
  ): void => {
    for (const [name, value] of Object.entries(object)) visit(value, prefix + name, elements);
  };
  /** Only an element that has parts of its own ties them together; the plain values of an array stay apart. */
  const visitArray = (array: readonly unknown[], path: string, elements: Elements): void => {
    const id = arrays++;
    for (const [index, value] of array.entries())
      visit(value, path, isLeaf(value) ? elements : new Map(elements).set(id, index));
  };

  if (isObject(event)) visitObject(event, "", new Map());
  return fields;
};

const isLeaf = (value: unknown): value is Leaf =>
  value === null || ["string", "number", "bigint", "boolean"].includes(typeof value);

/** Both memberships at once, or undefined when they name two elements of the same array. */
export const together = (one: Elements, other: Elements): Elements | undefined => {
  for (const [array, index] of other) if ((one.get(array) ?? index) !== index) return undefined;
  return new Map([...one, ...other]);
};
