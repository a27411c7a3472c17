/**
 * The one place where a test asks for misfortune. Calls meet their faults here, between the gateway's other
 * interceptors and the service; what is no call meets them through the three hooks below: the invocations of pollers
 * and of the HTTP API, the ticks of schedules, and the clocks of functions. Nothing goes wrong that nobody asked for.
 */
import type { Invoke } from "../lambda/lambda-service.ts";
import type { StartSchedule } from "../schedule/schedule-expression.ts";
import { intercept, type Interceptor } from "./interceptor.ts";
import type { Keys } from "./keys.ts";
import type { CallFault, Fault, FaultKind, Random } from "./faults/fault.ts";
import { faultyCall, type Drawn } from "./faults/faulty-call.ts";
import { faultyInvocation } from "./faults/faulty-invocation.ts";
import { isInvocation, refuseImpossible } from "./faults/refuse-impossible.ts";

export type FaultSwitch = {
  /**
   * From now on this happens, by the chances of `random`. Returns what ends it. Throws for a fault that the calls it is
   * asked for cannot meet.
   */
  readonly ask: (fault: Fault, random?: Random) => () => void;
  /** How often each kind has happened since the start; a kind that has not is missing. */
  readonly fired: () => ReadonlyMap<FaultKind, number>;
};

export type FaultHooks = FaultSwitch & {
  readonly interceptor: Interceptor;
  readonly invoking: (invoke: Invoke) => Invoke;
  readonly scheduling: (startSchedule: StartSchedule) => StartSchedule;
  /** By how much the clock of a process of this function that starts now is wrong. */
  readonly clockShiftOf: (functionName: string) => number;
};

type Ports = {
  readonly principalOf: Keys["principalOf"];
  /** Kills every process of a function. */
  readonly kill: (functionName: string) => void;
  /** Kills every process of the functions that run as this principal, if it is a role of some. */
  readonly killThoseOf: (principal: string) => void;
};

type Asked = { readonly fault: Fault; readonly random: Random; timesLeft: number };

export const createFaultSwitch = ({ principalOf, kill, killThoseOf }: Ports): FaultHooks => {
  const asked = new Set<Asked>();
  const counts = new Map<FaultKind, number>();

  const fire = (one: Asked): void => {
    one.timesLeft -= 1;
    counts.set(one.fault.kind, (counts.get(one.fault.kind) ?? 0) + 1);
  };
  const isDrawn = ({ fault, random, timesLeft }: Asked): boolean =>
    timesLeft > 0 && random() < (fault.chance ?? 1);

  const drawCalls = (isMet: (fault: CallFault) => boolean): Drawn[] =>
    [...asked].flatMap((one) => {
      const { fault, random } = one;
      if (fault.kind === "stopped-schedule" || fault.kind === "shifted-clock") return [];
      return isMet(fault) && isDrawn(one) ? [{ fault, random, fired: () => fire(one) }] : [];
    });

  return {
    ask: (fault, random = Math.random) => {
      refuseImpossible(fault);
      const one = { fault, random, timesLeft: fault.times ?? Infinity };
      asked.add(one);
      return () => void asked.delete(one);
    },
    fired: () => new Map(counts),

    interceptor: (call, next) => {
      const by = principalOf(call.accessKeyId) ?? "";
      const drawn = drawCalls(
        (fault) =>
          fault.service === call.service &&
          fault.operation === call.operation &&
          (fault.by?.test(by) ?? true) &&
          (fault.saying?.test(Buffer.from(call.body).toString()) ?? true),
      );
      const meet =
        (one: Drawn): Interceptor =>
        (met, on) =>
          faultyCall(met, on, one, () => killThoseOf(by));
      return intercept(drawn.map(meet), next)(call);
    },

    invoking: (invoke) => async (name, event, options) => {
      const drawn = drawCalls(
        (fault) =>
          isInvocation(fault) &&
          (fault.by?.test(name) ?? true) &&
          (fault.saying?.test(JSON.stringify(event)) ?? true),
      );
      return drawn.reduce(
        (next, one) => () => faultyInvocation(next, one, () => kill(name)),
        () => invoke(name, event, options),
      )();
    },

    scheduling: (startSchedule) => (expression, onTick) =>
      startSchedule(expression, (at) => {
        const stopped = [...asked].find(
          (one) =>
            one.fault.kind === "stopped-schedule" && one.fault.expression.test(expression) && isDrawn(one),
        );
        if (stopped === undefined) onTick(at);
        else fire(stopped);
      }),

    clockShiftOf: (functionName) =>
      [...asked].reduce((shift, one) => {
        const { fault } = one;
        if (fault.kind !== "shifted-clock" || !fault.functions.test(functionName) || !isDrawn(one))
          return shift;
        fire(one);
        return shift + fault.seconds * 1000;
      }, 0),
  };
};
