/** The buses, rules and archives of the template, and which of them an event concerns. */
import type { EventFields } from "./pattern/event-fields.ts";
import type { Target } from "./rule-properties.ts";

type Matches = (fields: EventFields) => boolean;

export type Rule = {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly description?: string | undefined;
  readonly isEnabled: boolean;
  /** The pattern as the template has it; undefined for a rule that only has a schedule. */
  readonly pattern?: unknown;
  readonly matches: Matches;
  readonly scheduleExpression?: string | undefined;
  readonly targets: readonly Target[];
};

export type Archive = {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly description?: string | undefined;
  readonly pattern?: unknown;
  readonly matches: Matches;
  readonly retentionDays: number;
};

export type Registry = ReturnType<typeof createRegistry>;

export const createRegistry = ({
  region,
  accountId,
}: {
  readonly region: string;
  readonly accountId: string;
}) => {
  const arnOf = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;
  const buses = new Map([["default", arnOf("event-bus/default")]]);
  const rules = new Map<string, Rule>();
  const archives = new Map<string, Archive>();
  return {
    buses,
    rules,
    archives,
    arnOf,
    /** Calls may name a bus by its ARN. */
    busNamed: (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:event-bus\//, ""),
    matchingRules: (busName: string, fields: EventFields): readonly Rule[] =>
      [...rules.values()].filter(
        (rule) => rule.busName === busName && rule.isEnabled && rule.matches(fields),
      ),
    matchingArchives: (busName: string, fields: EventFields): readonly Archive[] =>
      [...archives.values()].filter(
        (archive) => archive.busArn === buses.get(busName) && archive.matches(fields),
      ),
  };
};
