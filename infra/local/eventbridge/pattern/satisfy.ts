/**
 * Whether an event satisfies a pattern's conditions, all at once. What makes it a search: values that lie in objects of
 * one array must come from the same element, so each condition may be met in several places and they have to agree.
 * That a field is absent is asked last, of the elements the other conditions settled on: so the order in which a
 * pattern names its fields means nothing.
 */
import type { Condition, FieldCondition } from "./condition.ts";
import { together, type Elements, type EventFields } from "./event-fields.ts";

type PlacesOf = (condition: FieldCondition) => readonly Elements[];
type Open = {
  readonly conditions: readonly Condition[];
  readonly elements: Elements;
  readonly absent: readonly string[];
};

export const isSatisfiedBy = (fields: EventFields, conditions: readonly Condition[]): boolean => {
  const placesOf = placesIn(fields);
  const isHopeless = conditions.some(
    (condition) => "path" in condition && !condition.mayBeAbsent && placesOf(condition).length === 0,
  );
  return !isHopeless && search(fields, placesOf, { conditions, elements: new Map(), absent: [] });
};

const search = (fields: EventFields, placesOf: PlacesOf, { conditions, elements, absent }: Open): boolean => {
  const [condition, ...rest] = conditions;
  if (condition === undefined) return absent.every((path) => isAbsent(fields, path, elements));
  if ("anyOf" in condition)
    return condition.anyOf.some((branch) =>
      search(fields, placesOf, { conditions: [...branch, ...rest], elements, absent }),
    );
  const isMetIn = (place: Elements): boolean => {
    const both = together(elements, place);
    return both !== undefined && search(fields, placesOf, { conditions: rest, elements: both, absent });
  };
  if (placesOf(condition).some(isMetIn)) return true;
  if (!condition.mayBeAbsent) return false;
  return search(fields, placesOf, { conditions: rest, elements, absent: [...absent, condition.path] });
};

const isAbsent = (fields: EventFields, path: string, elements: Elements): boolean =>
  !(fields.get(path) ?? []).some((field) => together(elements, field.elements) !== undefined);

/** The distinct places in which a condition is met: a thousand equal values of one array are one place. */
const placesIn = (fields: EventFields): PlacesOf => {
  const known = new Map<FieldCondition, readonly Elements[]>();
  return (condition) => {
    const places = known.get(condition) ?? findPlaces(fields, condition);
    known.set(condition, places);
    return places;
  };
};

const findPlaces = (fields: EventFields, { path, tests }: FieldCondition): readonly Elements[] => {
  const places = new Map<string, Elements>();
  for (const { leaf, elements } of fields.get(path) ?? [])
    if (tests.some((test) => test(leaf))) places.set([...elements].join(), elements);
  return [...places.values()];
};
