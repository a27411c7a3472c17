import { readConditions } from "./pattern/condition.ts";
import { fieldsOf, type EventFields } from "./pattern/event-fields.ts";
import { isSatisfiedBy } from "./pattern/satisfy.ts";

export { InvalidEventPattern } from "./pattern/invalid-event-pattern.ts";

/**
 * Whether an event matches an EventBridge event pattern, both as parsed JSON (integers beyond 2^53 exact if given as
 * `bigint`). Throws InvalidEventPattern for a pattern EventBridge would refuse.
 * Rules: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matchesPattern = (pattern: unknown, event: unknown): boolean =>
  compilePattern(pattern)(fieldsOf(event));

/** The same in two steps, for a rule that sees many events and an event that meets many rules. */
export const compilePattern = (pattern: unknown): ((fields: EventFields) => boolean) => {
  const conditions = readConditions(pattern);
  return (fields) => isSatisfiedBy(fields, conditions);
};
