import * as z from "zod";
import type { Registry, Rule } from "../registry.ts";
import { notFound } from "./not-found.ts";

const Input = z.object({ EventBusName: z.string().default("default"), NamePrefix: z.string().default("") });

/** All of them at once: a template's rules fit on one page. */
export const listRules =
  ({ registry }: { readonly registry: Registry }) =>
  (input: unknown): unknown => {
    const { EventBusName, NamePrefix } = Input.parse(input);
    const busName = registry.busNamed(EventBusName);
    if (!registry.buses.has(busName)) throw notFound(`Event bus ${busName} does not exist.`);
    const rules = [...registry.rules.values()].filter(
      (rule) => rule.busName === busName && rule.name.startsWith(NamePrefix),
    );
    return { Rules: rules.map(described) };
  };

const described = ({ name, arn, busName, isEnabled, description, pattern, scheduleExpression }: Rule) => ({
  Name: name,
  Arn: arn,
  EventBusName: busName,
  State: isEnabled ? "ENABLED" : "DISABLED",
  Description: description,
  EventPattern: pattern === undefined ? undefined : JSON.stringify(pattern),
  ScheduleExpression: scheduleExpression,
});
