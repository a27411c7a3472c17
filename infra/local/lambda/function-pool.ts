/**
 * The environments of one function. An invocation takes the idle environment that worked last, so that the others can
 * age; when none is idle it waits, and processes are started for those who wait: never more than the machine can
 * start at once, nor more at work than the function may have. One that only waits, for the time of day or for somebody
 * far away, is not at work. Whoever is free first, new or old, takes the next in line.
 *
 * A start that fails is tried once more on behalf of the next in line, with the function's whole time-out instead of
 * the ten seconds of a first start; when that fails too, its error is that invocation's answer.
 */
import type { Environment, EnvironmentState, Measured } from "./environment.ts";
import type { Outcome } from "./outcome.ts";
import type { Invocation } from "./runtime-api.ts";

export type PoolLimits = {
  /** Processes of one function at work at a time: the machine's measure, not Lambda's. Who exceeds it waits. */
  readonly environmentsPerFunction: number;
  readonly startsAtOnce: number;
  readonly idleSeconds: number;
  /** An environment that has served so many is replaced, as Lambda does at times of its own choosing. */
  readonly invocationsPerEnvironment: number;
};

/** Begins the process of an environment. It must call `pool.idle` and `pool.gone`. */
export type StartEnvironment = (pool: FunctionPool, initLimitSeconds: number) => Environment;

type Waiting = {
  readonly invocation: () => Invocation;
  readonly served: (measured: Served) => void;
  startFailed: boolean;
};

export type Served = Measured & {
  /** Set when this invocation was the environment's first: it paid for the cold start. */
  readonly initMilliseconds?: number | undefined;
};

const firstStartSeconds = 10;

export class FunctionPool {
  readonly #limits: PoolLimits;
  readonly #timeoutSeconds: number;
  readonly #start: StartEnvironment;
  readonly #environments = new Set<Environment>();
  readonly #idle: { readonly environment: Environment; readonly expiry: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  /** Killed, and not gone yet: what such a process asked for in its last moment is not given to it. */
  readonly #dying = new Set<Environment>();
  #onEmpty: (() => void) | undefined;

  constructor(limits: PoolLimits, timeoutSeconds: number, start: StartEnvironment) {
    this.#limits = limits;
    this.#timeoutSeconds = timeoutSeconds;
    this.#start = start;
  }

  get environments(): readonly Environment[] {
    return [...this.#environments];
  }

  /** `invocation` is asked for when an environment takes it: that is when its deadline begins to run. */
  run(invocation: () => Invocation): Promise<Served> {
    const { promise, resolve } = Promise.withResolvers<Served>();
    this.#waiting.push({ invocation, served: resolve, startFailed: false });
    this.#advance();
    return promise;
  }

  idle(environment: Environment): void {
    if (this.#dying.has(environment)) return;
    if (environment.invocations >= this.#limits.invocationsPerEnvironment) return environment.kill();
    const expiry = setTimeout(() => this.#retire(environment), this.#limits.idleSeconds * 1000).unref();
    this.#idle.push({ environment, expiry });
    this.#advance();
  }

  /** An environment has been seen to wait: there may be room for another. */
  waiting(): void {
    this.#advance();
  }

  gone(environment: Environment, outcome: Outcome): void {
    this.#environments.delete(environment);
    this.#dying.delete(environment);
    this.#withdraw(environment);
    if (environment.initMilliseconds === undefined) this.#startFailed(outcome);
    if (this.#environments.size === 0) this.#onEmpty?.();
    this.#advance();
  }

  /** Kills every process there is. Returns how many. */
  kill(): number {
    const alive = this.environments;
    for (const environment of alive) this.#retire(environment);
    return alive.length;
  }

  /** Kills every process, and fails whoever still waits. Resolves when the last one is gone. */
  async close(): Promise<void> {
    const error = JSON.stringify({ errorType: "ServiceException", errorMessage: "The runtime was stopped" });
    for (const waiting of this.#waiting.splice(0)) {
      waiting.served({ failed: true, payload: error, milliseconds: 0 });
    }
    if (this.#environments.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    this.kill();
    await empty;
  }

  #advance(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) this.#serve();
    const starting = this.#countOf("starting");
    const missing = Math.min(
      this.#waiting.length - starting - this.#countOf("returning"),
      this.#limits.startsAtOnce - starting,
      this.#limits.environmentsPerFunction - this.environments.filter(({ isWaiting }) => !isWaiting).length,
    );
    for (let started = 0; started < missing; started += 1) this.#begin(firstStartSeconds);
  }

  /** Out of reach first: between a kill and the news of it, no invocation is to meet a dying process. */
  #retire(environment: Environment): void {
    this.#dying.add(environment);
    this.#withdraw(environment);
    environment.kill();
  }

  #withdraw(environment: Environment): void {
    const index = this.#idle.findIndex((idle) => idle.environment === environment);
    for (const { expiry } of index < 0 ? [] : this.#idle.splice(index, 1)) clearTimeout(expiry);
  }

  #countOf(state: EnvironmentState): number {
    return this.environments.filter((environment) => environment.state === state).length;
  }

  #serve(): void {
    const waiting = this.#waiting.shift();
    const idle = this.#idle.pop();
    if (waiting === undefined || idle === undefined) return;
    clearTimeout(idle.expiry);
    const { environment } = idle;
    const cold = environment.invocations === 0 ? { initMilliseconds: environment.initMilliseconds } : {};
    void environment.run(waiting.invocation()).then((measured) => waiting.served({ ...measured, ...cold }));
  }

  #begin(initLimitSeconds: number): void {
    this.#environments.add(this.#start(this, initLimitSeconds));
  }

  #startFailed(outcome: Outcome): void {
    const next = this.#waiting[0];
    if (next === undefined) return;
    if (next.startFailed) {
      this.#waiting.shift();
      next.served({ ...outcome, milliseconds: 0 });
      return;
    }
    next.startFailed = true;
    this.#begin(this.#timeoutSeconds);
  }
}
