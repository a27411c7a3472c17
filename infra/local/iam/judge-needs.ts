import type { AwsError } from "../gateway/aws-error.ts";
import { factsOfRequest, nameCaller, operator, type Caller, type Whereabouts } from "./caller.ts";
import { judge } from "./evaluate.ts";
import type { Need } from "./needs/need.ts";
import type { PoliciesInForce } from "./policies-in-force.ts";
import type { PolicyStatement } from "./policy-document.ts";
import { refusal } from "./refusal.ts";

type CallToJudge = {
  /** The API that is called, for its words: `sqs`, `dynamodb`, … */
  readonly api: string;
  readonly caller: Caller;
  readonly needs: readonly Need[];
};

/** What to tell a caller that lacks one of its needs; undefined for one that has them all, which counts as their use. */
export const judgeNeeds =
  (policies: PoliciesInForce, place: Whereabouts) =>
  ({ api, caller, needs }: CallToJudge): AwsError | undefined => {
    const named = nameCaller(caller, place);
    const own = named.isService ? [] : policiesOf(caller.principal, policies);
    const facts = { ...factsOfRequest(place, new Date()), ...named.facts };
    const used: PolicyStatement[] = [];
    for (const need of needs) {
      const { action, resource } = need;
      const request = { principal: named.user, action, resource, context: { ...facts, ...need.context } };
      const judgement = judge(request, { own, ofResource: policies.ofResource(resource) });
      if (judgement.verdict !== "Allowed") return refusal(api, named, need, judgement);
      used.push(...judgement.because);
    }
    policies.used(used);
    return undefined;
  };

/** An operator may do anything that no resource's own policy forbids. */
const anything: readonly PolicyStatement[] = [{ Effect: "Allow", Action: "*", Resource: "*" }];

const policiesOf = (principal: string, policies: PoliciesInForce): readonly PolicyStatement[] =>
  principal === operator ? anything : policies.ofRole(principal);
