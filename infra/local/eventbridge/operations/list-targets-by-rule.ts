import * as z from "zod";
import type { Registry } from "../registry.ts";
import { notFound } from "./not-found.ts";

const Input = z.object({ Rule: z.string(), EventBusName: z.string().default("default") });

export const listTargetsByRule =
  ({ registry }: { readonly registry: Registry }) =>
  (input: unknown): unknown => {
    const { Rule: name, EventBusName } = Input.parse(input);
    const busName = registry.busNamed(EventBusName);
    const rule = [...registry.rules.values()].find(
      (candidate) => candidate.name === name && candidate.busName === busName,
    );
    if (rule === undefined) throw notFound(`Rule ${name} does not exist on EventBus ${busName}.`);
    return { Targets: rule.targets };
  };
