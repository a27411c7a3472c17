import { setTimeout as sleep } from "node:timers/promises";
import type { InvokeResult } from "../../lambda/invoke.ts";
import type { Drawn } from "./faulty-call.ts";
import { throttlingError } from "./throttle.ts";

/** An invocation by a queue's or stream's poller, or by the HTTP API, that meets a fault. */
export const faultyInvocation = async (
  invoke: () => Promise<InvokeResult>,
  { fault, fired }: Drawn,
  kill: () => void,
): Promise<InvokeResult> => {
  fired();
  switch (fault.kind) {
    case "throttle":
      throw throttlingError("lambda");
    case "lost-answer":
      return { ...(await invoke()), payload: lost, functionError: "Unhandled" };
    case "delay":
      await sleep(fault.milliseconds);
      return invoke();
    case "duplicate": {
      const [first, second] = await Promise.all([invoke(), invoke()]);
      return first.functionError === undefined ? second : first;
    }
    case "kill": {
      const running = invoke();
      await sleep(fault.afterMilliseconds ?? 0);
      kill();
      return running;
    }
    case "partial-failure":
    case "reorder":
      throw new TypeError(`an invocation meets no ${fault.kind}`);
  }
};

const lost = { errorType: "LostAnswer", errorMessage: "The function's answer was lost." };
