/** The policies that queues, topics, buses and functions carry themselves: kept for whoever judges a call. */
import type { PolicyDocument } from "./iam/policy-document.ts";

export type ResourcePolicies = {
  readonly attach: (resourceArn: string, policy: PolicyDocument) => void;
  /** Every policy the template attaches to the resource. */
  readonly of: (resourceArn: string) => readonly PolicyDocument[];
  /** By the resource's ARN. */
  readonly all: () => Iterable<readonly [resourceArn: string, policies: readonly PolicyDocument[]]>;
};

/** What others may know of them. */
export type AttachedPolicies = Pick<ResourcePolicies, "of" | "all">;

export const createResourcePolicies = (): ResourcePolicies => {
  const policies = new Map<string, PolicyDocument[]>();
  return {
    attach: (resourceArn, policy) => {
      policies.set(resourceArn, [...(policies.get(resourceArn) ?? []), policy]);
    },
    of: (resourceArn) => policies.get(resourceArn) ?? [],
    all: () => policies.entries(),
  };
};
