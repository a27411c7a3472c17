/** The policies that queues and topics carry themselves: kept for whoever judges a call. */
import type { PolicyDocument } from "./iam/policy-document.ts";

export type ResourcePolicies = {
  readonly attach: (resourceArn: string, policy: PolicyDocument) => void;
  /** Every policy the template attaches to the resource. */
  readonly of: (resourceArn: string) => readonly PolicyDocument[];
};

export const createResourcePolicies = (): ResourcePolicies => {
  const policies = new Map<string, PolicyDocument[]>();
  return {
    attach: (resourceArn, policy) => {
      policies.set(resourceArn, [...(policies.get(resourceArn) ?? []), policy]);
    },
    of: (resourceArn) => policies.get(resourceArn) ?? [],
  };
};
