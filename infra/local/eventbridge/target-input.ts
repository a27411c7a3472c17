/**
 * What a target receives of an event: all of it, a constant, a part, or a template filled from it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
import { jsonText, parseJson } from "./exact-json.ts";
import { readJsonPath } from "./json-path.ts";
import type { Target } from "./rule-properties.ts";

type Occasion = {
  /** The event's JSON. */
  readonly event: string;
  readonly rule: { readonly arn: string; readonly name: string };
  readonly acceptedAt: Date;
};

export const targetInput = (target: Target, occasion: Occasion): string => {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return jsonText(readJsonPath(InputPath)(parseJson(occasion.event)) ?? null);
  if (InputTransformer === undefined) return occasion.event;
  const variables = variablesOf(InputTransformer.InputPathsMap ?? {}, occasion);
  return fillTemplate(InputTransformer.InputTemplate, variables);
};

const variablesOf = (
  paths: Readonly<Record<string, string>>,
  { event, rule, acceptedAt }: Occasion,
): ReadonlyMap<string, unknown> => {
  const parsed = parseJson(event);
  return new Map<string, unknown>([
    ...Object.entries(paths).map(([name, path]) => [name, readJsonPath(path)(parsed)] as const),
    ["aws.events.rule-arn", rule.arn],
    ["aws.events.rule-name", rule.name],
    ["aws.events.event.ingestion-time", acceptedAt.toISOString()],
    ["aws.events.event", parsed],
    ["aws.events.event.json", event],
  ]);
};

/** A variable within quotes is part of that text; anywhere else it stands for its whole JSON value. */
const fillTemplate = (template: string, variables: ReadonlyMap<string, unknown>): string => {
  let isQuoted = false;
  return template.replace(/\\.|"|<([^<>\s]+)>/g, (token, name: string | undefined) => {
    if (token === '"') isQuoted = !isQuoted;
    if (name === undefined || !variables.has(name)) return token;
    const value = variables.get(name) ?? "";
    if (!isQuoted) return jsonText(value);
    return JSON.stringify(typeof value === "string" ? value : jsonText(value)).slice(1, -1);
  });
};
