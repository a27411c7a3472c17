import * as z from "zod";
import type { ResourcePolicies } from "../../resource-policies.ts";
import { statementsOf } from "../../iam/policy-document.ts";
import type { Registry } from "../registry.ts";
import { notFound } from "./not-found.ts";

const Input = z.object({ Name: z.string().default("default") });

export const describeEventBus =
  ({
    registry,
    policies,
  }: {
    readonly registry: Registry;
    readonly policies: Pick<ResourcePolicies, "of">;
  }) =>
  (input: unknown): unknown => {
    const name = registry.busNamed(Input.parse(input).Name);
    const arn = registry.buses.get(name);
    if (arn === undefined) throw notFound(`Event bus ${name} does not exist.`);
    const statements = policies.of(arn).flatMap(statementsOf);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    return { Name: name, Arn: arn, ...(statements.length === 0 ? {} : { Policy: policy }) };
  };
