import { spanText } from "../span-text.ts";
import type { ClockName } from "./policy-shape.ts";
import { alwaysOn, policyRef, type PolicyBook } from "./sla-policy.ts";

/**
 * What a policy says of a clock, in words. A conversation keeps the version that judged it, which may not be deployed
 * any more: then only its name is known.
 */
export const targetWordsOf = ({ policies }: Pick<PolicyBook, "policies">) => {
  const byRef = new Map(policies.map((policy) => [policyRef(policy), policy]));
  return (ref: string | undefined, clock: ClockName): string => {
    if (ref === undefined) return "it was promised so";
    const target = byRef.get(ref)?.targets[clock];
    if (target === undefined) return `${nameOf(ref)}, as it was then`;
    const { seconds, calendar = "the team's hours" } = target;
    return `${nameOf(ref)}, ${spanText(seconds)}, ${calendar === alwaysOn ? "always on" : calendar}`;
  };
};

const nameOf = (ref: string): string => ref.slice(0, ref.lastIndexOf("@"));
