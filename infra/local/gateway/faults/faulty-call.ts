import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerAws, AwsAnswer, AwsCall } from "../aws-call.ts";
import { AwsError } from "../aws-error.ts";
import { duplicate } from "./duplicate.ts";
import type { CallFault, Random } from "./fault.ts";
import { lostAnswer } from "./lost-answer.ts";
import { failPart } from "./partial-failure.ts";
import { reorder } from "./reorder.ts";
import { throttle } from "./throttle.ts";

export type Drawn = {
  readonly fault: CallFault;
  readonly random: Random;
  /** Counts it: most faults happen as soon as they are drawn, some need something to happen to. */
  readonly fired: () => void;
};

/** A call that meets a fault. */
export const faultyCall = async (
  call: AwsCall,
  next: AnswerAws,
  { fault, random, fired }: Drawn,
  kill: () => void,
): Promise<AwsAnswer> => {
  if (fault.kind === "duplicate") return duplicate(call, next, fired);
  fired();
  switch (fault.kind) {
    case "throttle":
      return throttle(call);
    case "lost-answer":
      await next(call);
      return lostAnswer(call, fault.cut ?? false);
    case "partial-failure":
      return failPart(call, next, random);
    case "delay":
      await sleep(fault.milliseconds);
      return next(call);
    case "reorder":
      return reorder(call, next, fault.seconds);
    case "kill":
      if (fault.done === true) await next(call);
      kill();
      throw new AwsError({ code: "ServiceUnavailable", message: "Its caller was killed.", status: 503 });
  }
};
