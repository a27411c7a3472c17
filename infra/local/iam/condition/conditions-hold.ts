import { listOf, type PolicyStatement } from "../policy-document.ts";
import type { ContextLookup } from "../request-context.ts";
import { operators, type Operator } from "./comparisons.ts";

type Quantifier = "ForAllValues" | "ForAnyValue";
type ReadOperator = {
  readonly operator: Operator;
  readonly ifExists: boolean;
  readonly quantifier?: Quantifier;
};

/** Whether every operator of a statement's Condition holds for each of its keys. An operator we do not know throws. */
export const conditionsHold = (conditions: PolicyStatement["Condition"], lookup: ContextLookup): boolean =>
  Object.entries(conditions ?? {}).every(([name, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      conditionHolds(name, lookup(key), listOf(wanted).map(String), lookup),
    ),
  );

const conditionHolds = (
  name: string,
  actual: readonly string[] | undefined,
  wanted: readonly string[],
  lookup: ContextLookup,
): boolean => {
  if (name === "Null")
    return wanted.some((isMissing) => (isMissing.toLowerCase() === "true") === (actual === undefined));
  const { operator, ifExists, quantifier } = readOperator(name);
  if (actual === undefined) return isContentWithout(operator, ifExists, quantifier);

  const isWanted = (value: string): boolean =>
    wanted.some((candidate) => operator.holds(value, candidate, lookup)) !== operator.isNegated;
  if (quantifier === "ForAnyValue") return actual.some(isWanted);
  if (quantifier === "ForAllValues" || operator.isNegated) return actual.every(isWanted);
  return actual.some(isWanted);
};

/** A missing key fails a condition, unless the condition says otherwise or only speaks about values there are. */
const isContentWithout = (operator: Operator, ifExists: boolean, quantifier?: Quantifier): boolean => {
  if (ifExists || quantifier === "ForAllValues") return true;
  return quantifier === undefined && operator.isNegated;
};

const readOperator = (name: string): ReadOperator => {
  const [, quantifier, base = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operators.get(base);
  if (operator === undefined) throw new Error(`Unknown condition operator ${name}`);
  const read = { operator, ifExists: ifExists !== undefined };
  return quantifier === "ForAllValues" || quantifier === "ForAnyValue" ? { ...read, quantifier } : read;
};
