/**
 * Judges every call by the template's policies: those of the role it is from, and those of what it is about. Whoever
 * is refused is told so as AWS would tell them, and so is whoever watches the runtime.
 */
import type { AwsCall } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { Interceptor } from "../gateway/interceptor.ts";
import type { Keys } from "../gateway/keys.ts";
import type { LocalPlace } from "../local-service.ts";
import type { Caller, Whereabouts } from "./caller.ts";
import { judgeNeeds } from "./judge-needs.ts";
import type { ResourceNames } from "./needs/need.ts";
import { needsOfCalls } from "./needs/needs-of-call.ts";
import type { PoliciesInForce } from "./policies-in-force.ts";

export type AccessControl = {
  readonly interceptor: Interceptor;
  /** For what invokes functions without a call: what to tell it when it may not; undefined when it may. */
  readonly refusalToInvoke: (functionArn: string, caller: Caller) => AwsError | undefined;
  /** From now on these policies are in force. Until then every call fails. */
  readonly enforce: (policies: PoliciesInForce, names: ResourceNames & Whereabouts) => void;
};

type Options = { readonly keys: Pick<Keys, "principalOf">; readonly report: LocalPlace["report"] };

export const createAccessControl = ({ keys, report }: Options): AccessControl => {
  let needsOf: ReturnType<typeof needsOfCalls> = noPolicies;
  let refusalOf: ReturnType<typeof judgeNeeds> = noPolicies;

  const judgeCall = (call: AwsCall): AwsError | undefined => {
    const { service: api, operation, accessKeyId, sourceArn } = call;
    const needs = needsOf(call);
    if (needs === undefined) return unjudgeable(api, operation);
    return refusalOf({ api, caller: { principal: keys.principalOf(accessKeyId) ?? "", sourceArn }, needs });
  };

  const told = (refused: AwsError | undefined): AwsError | undefined => {
    if (refused !== undefined)
      report({ at: new Date(), service: "iam", level: "error", message: refused.message });
    return refused;
  };

  return {
    interceptor: async (call, next) => {
      const refused = told(judgeCall(call));
      if (refused !== undefined) throw refused;
      return next(call);
    },
    refusalToInvoke: (functionArn, caller) =>
      told(
        refusalOf({
          api: "lambda",
          caller,
          needs: [{ action: "lambda:InvokeFunction", resource: functionArn }],
        }),
      ),
    enforce: (policies, names) => {
      needsOf = needsOfCalls(names);
      refusalOf = judgeNeeds(policies, names);
    },
  };
};

const noPolicies = (): never => {
  throw new Error("no policies are in force yet");
};

const unjudgeable = (api: string, operation: string): AwsError =>
  new AwsError({
    code: "UnknownOperationException",
    message: `Nobody has written down which permissions ${api} ${operation} needs, so nobody may call it here: infra/local/iam/needs has a table for each API.`,
  });
