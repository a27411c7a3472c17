import { canBeDuplicated } from "./duplicate.ts";
import type { CallFault, Fault } from "./fault.ts";
import { isBatchCall } from "./partial-failure.ts";
import { canBeReordered } from "./reorder.ts";

/** Throws for a fault that cannot happen as it is asked for: it would be waited for in vain. */
export const refuseImpossible = (fault: Fault): void => {
  if (fault.kind === "stopped-schedule" || fault.kind === "shifted-clock") return;
  if (!(isInvocation(fault) ? canBefallInvocation(fault) : canBefallCall(fault)))
    throw new Error(`there is no ${fault.kind} of ${fault.service} ${fault.operation}`);
};

export const isInvocation = ({ service, operation }: Pick<CallFault, "service" | "operation">): boolean =>
  service === "lambda" && operation === "Invoke";

const canBefallInvocation = ({ kind }: CallFault): boolean =>
  kind !== "partial-failure" && kind !== "reorder";

const canBefallCall = (fault: CallFault): boolean => {
  switch (fault.kind) {
    case "partial-failure":
      return isBatchCall(fault);
    case "duplicate":
      return canBeDuplicated(fault);
    case "reorder":
      return canBeReordered(fault);
    case "throttle":
    case "lost-answer":
    case "delay":
    case "kill":
      return true;
  }
};
