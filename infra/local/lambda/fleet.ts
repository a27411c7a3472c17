/** The processes of all functions: what they are started with, who answers them, and who ends them. */
import type { Credentials } from "../gateway/aws-call.ts";
import type { LocalPlace } from "../local-service.ts";
import { Environment, newEnvironmentId } from "./environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionPool, type PoolLimits } from "./function-pool.ts";
import { inLines } from "./lines.ts";
import { hireReaper, type Reaper } from "./reaper.ts";
import { startRuntimeApi, type RuntimeApi } from "./runtime-api.ts";

export type Fleet = {
  readonly poolOf: (definition: FunctionDefinition) => FunctionPool;
  readonly start: () => Promise<void>;
  /** Call it when every pool is closed. */
  readonly stop: () => Promise<void>;
};

export type FleetOptions = PoolLimits & {
  /** By how many milliseconds the clock of a process of this function that starts now is wrong. */
  readonly clockShiftOf: (functionName: string) => number;
  /** How far a process of this function steps back behind others when cores are short: 0 not at all, 19 always. */
  readonly nicenessOf: (functionName: string) => number;
  /** The keys of one process that runs as this role. */
  readonly sessionKeysOf: (roleArn: string, environmentId: string) => Credentials;
  /** Whether a process with these keys is waiting for an answer of the gateway. */
  readonly isCalling: (accessKeyId: string) => boolean;
};

export const createFleet = (
  place: LocalPlace,
  { clockShiftOf, nicenessOf, sessionKeysOf, isCalling, ...limits }: FleetOptions,
  write: (functionName: string, line: string) => void,
): Fleet => {
  const environments = new Map<string, Environment>();
  let runtimeApi: RuntimeApi | undefined;
  let reaper: Reaper | undefined;

  const startEnvironment = (
    definition: FunctionDefinition,
    pool: FunctionPool,
    initLimitSeconds: number,
  ): Environment => {
    if (runtimeApi === undefined) throw new Error("Lambda has not been started, or was stopped");
    const id = newEnvironmentId();
    const credentials = sessionKeysOf(definition.roleArn, id);
    const surroundings = {
      id,
      initLimitSeconds,
      niceness: nicenessOf(definition.name),
      isCalling: () => isCalling(credentials.accessKeyId),
      region: place.region,
      endpoint: place.endpoint,
      credentials,
      runtimeApi: `${runtimeApi.address}/${id}`,
      clockShiftMilliseconds: clockShiftOf(definition.name),
      logStream: `${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${id}`,
    };
    const environment = new Environment(definition, surroundings, {
      onIdle: (idle) => pool.idle(idle),
      onWaiting: () => pool.waiting(),
      onGone: (gone, outcome) => {
        environments.delete(id);
        tellReaper();
        pool.gone(gone, outcome);
      },
      onOutput: inLines((line) => write(definition.name, line)),
    });
    environments.set(id, environment);
    tellReaper();
    return environment;
  };

  const tellReaper = (): void => reaper?.watch([...environments.values()].map(({ pid }) => pid));

  return {
    poolOf: (definition) =>
      new FunctionPool(limits, definition.timeoutSeconds, (pool, initLimitSeconds) =>
        startEnvironment(definition, pool, initLimitSeconds),
      ),
    start: async () => {
      reaper = hireReaper();
      runtimeApi = await startRuntimeApi((id) => environments.get(id));
    },
    stop: async () => {
      await runtimeApi?.close();
      runtimeApi = undefined;
      reaper?.dismiss();
    },
  };
};
