/**
 * Lambda: the template's functions, each run from its bundle in processes of its own by the documented Runtime API,
 * with the environment, memory, time-out and concurrency the template gives it.
 */
import { availableParallelism } from "node:os";
import type { AnswerAws } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { LocalPlace, LocalService } from "../local-service.ts";
import { createResourcePolicies, type AttachedPolicies } from "../resource-policies.ts";
import { openAsynchronousInvocations } from "./asynchronous-invocations.ts";
import type { EnvironmentState } from "./environment.ts";
import {
  defaultEventInvokeConfig,
  readEventInvokeConfig,
  type EventInvokeConfig,
} from "./event-invoke-config.ts";
import { createFleet, type FleetOptions } from "./fleet.ts";
import { readFunction, type AssetDirectory, type FunctionDefinition } from "./function-definition.ts";
import { functionNameOf } from "./function-name.ts";
import {
  invokeFunction,
  newCounters,
  tooLarge,
  type Concurrency,
  type Counters,
  type InvokeResult,
  type RunningFunction,
} from "./invoke.ts";
import { answerInvoke } from "./invoke-operation.ts";
import { openLogFiles, type LogListener } from "./log-files.ts";
import { provisionLogGroup } from "./log-group.ts";
import { largestAsynchronousPayloadBytes } from "./payload-limits.ts";
import { readPermission } from "./permissions.ts";
import { tellConclusion } from "./tell-conclusion.ts";

export type LambdaService = LocalService & {
  readonly answer: AnswerAws;
  readonly invoke: Invoke;
  /** Who may invoke a function by its own policy, by the function's ARN: the template's permissions. */
  readonly policies: AttachedPolicies;
  /** Throws ResourceNotFoundException for a function the template does not have. */
  readonly definitionOf: (functionNameOrArn: string) => FunctionDefinition;
  /** The name of the first function that runs as this role: what its sessions are called. */
  readonly functionOfRole: (roleArn: string) => string | undefined;
  /** Calls the listener for every line a function writes. Returns what ends that. */
  readonly onLog: (listener: LogListener) => () => void;
  readonly environments: () => readonly EnvironmentView[];
  readonly countersOf: (functionNameOrArn: string) => Readonly<Counters>;
  /** Kills every process of a function with -9, as a machine that dies would. Returns how many there were. */
  readonly kill: (functionNameOrArn: string) => number;
  /** The same for every function that runs as this role. */
  readonly killThoseOf: (roleArn: string) => void;
};

/**
 * Invokes with a value that becomes the event. `RequestResponse`, the default, waits for the result; `Event` resolves
 * once the event is safe, with no payload. Rejects with AwsError when Lambda would not run the function.
 */
export type Invoke = (
  functionNameOrArn: string,
  event: unknown,
  options?: { readonly type?: "RequestResponse" | "Event" },
) => Promise<InvokeResult>;

/** One process, for the board and for tests. */
type EnvironmentView = {
  readonly functionName: string;
  readonly pid: number;
  readonly state: EnvironmentState;
  readonly invocations: number;
  readonly initMilliseconds: number | undefined;
};

export type LambdaOptions = Partial<FleetOptions> & {
  readonly assetDirectory: AssetDirectory;
  /** Invocations at once of all functions without a reservation. AWS gives a new account 1,000. */
  readonly unreservedConcurrency?: number;
  readonly asynchronousRetryDelaysSeconds?: readonly [number, number];
};

const defaults = ({ credentialsOf }: LocalPlace): FleetOptions => ({
  // Each start takes a quarter of a second of a core: more at once than cores only wait for each other.
  environmentsPerFunction: Math.max(3, availableParallelism()),
  startsAtOnce: Math.max(2, availableParallelism()),
  idleSeconds: 600,
  invocationsPerEnvironment: Number.POSITIVE_INFINITY,
  clockShiftOf: () => 0,
  nicenessOf: () => 0,
  sessionKeysOf: credentialsOf,
  isCalling: () => false,
});

export const lambdaService = (place: LocalPlace, options: LambdaOptions): LambdaService => {
  const concurrency: Concurrency = {
    unreserved: options.unreservedConcurrency ?? 1000,
    unreservedInFlight: 0,
  };
  const functions = new Map<string, RunningFunction>();
  const configs = new Map<string, EventInvokeConfig>();
  const policies = createResourcePolicies();
  const logs = openLogFiles(place.dataDirectory);
  const fleet = createFleet(place, { ...defaults(place), ...options }, logs.write);

  const functionOf = (nameOrArn: string): RunningFunction => {
    const found = functions.get(functionNameOf(nameOrArn));
    if (found !== undefined) return found;
    const message = `Function not found: ${nameOrArn}`;
    throw new AwsError({ code: "ResourceNotFoundException", message, status: 404 });
  };
  const configOf = (name: string): EventInvokeConfig => configs.get(name) ?? defaultEventInvokeConfig(name);

  const asynchronous = openAsynchronousInvocations({
    dataDirectory: place.dataDirectory,
    invoke: ({ functionName, event, requestId }) =>
      invokeFunction(functionOf(functionName), concurrency, event, logs.write, requestId),
    configOf,
    conclude: (concluded) => {
      const { definition } = functionOf(concluded.functionName);
      return tellConclusion(place, definition, configOf(definition.name), concluded);
    },
    onAbandoned: ({ functionName, requestId }, error) =>
      place.report({
        at: new Date(),
        service: "lambda",
        level: "error",
        message: `An event for ${functionName} was given up: ${String(error)}`,
        facts: { requestId },
      }),
    retryDelaysSeconds: options.asynchronousRetryDelaysSeconds ?? [60, 120],
  });

  const invokeNow = async (nameOrArn: string, event: string): Promise<InvokeResult> =>
    invokeFunction(functionOf(nameOrArn), concurrency, event, logs.write);

  const invokeLater = (nameOrArn: string, event: string): string => {
    const { definition } = functionOf(nameOrArn);
    const limit = largestAsynchronousPayloadBytes;
    if (Buffer.byteLength(event) > limit) throw tooLarge(limit);
    return asynchronous.accept(definition.name, event);
  };

  return {
    name: "lambda",
    resources: {
      "AWS::Lambda::Function": (resource) => {
        const definition = readFunction(resource, place, options.assetDirectory);
        const pool = fleet.poolOf(definition);
        functions.set(definition.name, { definition, pool, counters: newCounters() });
        return { ref: definition.name, attributes: { Arn: definition.arn } };
      },
      "AWS::Lambda::Permission": (resource) => {
        const { functionArn, policy } = readPermission(resource, (name) => functionOf(name).definition.arn);
        policies.attach(functionArn, policy);
        return { ref: resource.logicalId };
      },
      "AWS::Lambda::EventInvokeConfig": (resource) => {
        const config = readEventInvokeConfig(resource);
        configs.set(config.functionName, config);
        return { ref: resource.logicalId };
      },
      "AWS::Logs::LogGroup": (resource) => provisionLogGroup(resource, place),
    },
    answer: (call) => answerInvoke(call, { now: invokeNow, later: invokeLater }),
    start: async () => {
      await fleet.start();
      asynchronous.resume();
    },
    stop: async () => {
      const asynchronousStopped = asynchronous.stop();
      await Promise.all([...functions.values()].map(({ pool }) => pool.close()));
      await asynchronousStopped;
      await fleet.stop();
      logs.close();
    },
    invoke: async (nameOrArn, event, { type = "RequestResponse" } = {}) => {
      const json = JSON.stringify(event);
      return type === "Event"
        ? { requestId: invokeLater(nameOrArn, json), payload: undefined }
        : invokeNow(nameOrArn, json);
    },
    policies,
    functionOfRole: (roleArn) =>
      [...functions.values()].find(({ definition }) => definition.roleArn === roleArn)?.definition.name,
    definitionOf: (nameOrArn) => functionOf(nameOrArn).definition,
    onLog: logs.onLog,
    environments: () => [...functions.values()].flatMap(viewsOf),
    countersOf: (nameOrArn) => functionOf(nameOrArn).counters,
    kill: (nameOrArn) => functionOf(nameOrArn).pool.kill(),
    killThoseOf: (roleArn) => {
      for (const { definition, pool } of functions.values()) if (definition.roleArn === roleArn) pool.kill();
    },
  };
};

const viewsOf = ({ definition, pool }: RunningFunction): EnvironmentView[] =>
  pool.environments.map(({ pid, state, invocations, initMilliseconds }) => ({
    functionName: definition.name,
    pid,
    state,
    invocations,
    initMilliseconds,
  }));
