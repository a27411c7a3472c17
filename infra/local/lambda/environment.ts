/**
 * One execution environment: a process of its own that runs one function, one invocation at a time.
 *
 * It is *starting* until its process first asks for an invocation, then *idle* until it is given one and *busy* until
 * the process asks again, which is when Lambda calls an invocation over, answered or not. While idle the process is
 * stopped, as Lambda freezes it: what a handler left running does not run. It is *gone* when the process has exited,
 * whatever the reason: a time-out, its memory limit, a crash, a kill from outside. The invocation in flight then fails.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { getPriority, setPriority } from "node:os";
import { resolve } from "node:path";
import type { FunctionDefinition } from "./function-definition.ts";
import { heapFlags } from "./heap-flags.ts";
import type { Outcome } from "./outcome.ts";
import { processVariables, type Surroundings } from "./process-variables.ts";
import { type ProcessWatch, watchProcess } from "./process-watch.ts";
import type { Invocation, RuntimeSide } from "./runtime-api.ts";
import { type Exit, exitError, timeoutError } from "./runtime-error.ts";

export type Measured = Outcome & {
  readonly milliseconds: number;
  readonly peakMegabytes?: number | undefined;
};

/** `returning`: the invocation is answered, and the process has yet to ask for the next one. */
export type EnvironmentState = "starting" | "idle" | "busy" | "returning";

/** What the pool hears from an environment. */
export type EnvironmentListener = {
  readonly onIdle: (environment: Environment) => void;
  /** It works on something that has to be waited for, and leaves the machine to others meanwhile. */
  readonly onWaiting: () => void;
  /** The process has exited. `outcome` is what an invocation that was waiting for the start would be told. */
  readonly onGone: (environment: Environment, outcome: Outcome) => void;
  readonly onOutput: (text: string) => void;
};

type Running = {
  readonly invocation: Invocation;
  readonly startedAt: number;
  readonly watch: ProcessWatch;
  readonly settle: (measured: Measured) => void;
  isAnswered: boolean;
  isWaiting: boolean;
};

const bootstrap = resolve(import.meta.dirname, "bootstrap.mjs");

/**
 * Stopping and waking a process wakes each of its dozen threads. One that is given work again within so long is left
 * running for as long, until work ceases.
 */
const inDemandMilliseconds = 100;

export class Environment implements RuntimeSide {
  readonly id: string;
  /** From spawn to the first call for work. Undefined while starting. */
  initMilliseconds: number | undefined;
  invocations = 0;
  readonly #definition: FunctionDefinition;
  readonly #listener: EnvironmentListener;
  readonly #isCalling: () => boolean;
  readonly #process: ChildProcess;
  readonly #spawnedAt = performance.now();
  #limit: NodeJS.Timeout;
  #asked: PromiseWithResolvers<Invocation> | undefined;
  #running: Running | undefined;
  #lastWords: Outcome | undefined;
  #idleSince = 0;
  #isInDemand = false;
  #freezing: NodeJS.Timeout | undefined;
  #isFrozen = false;
  #isGone = false;

  constructor(
    definition: FunctionDefinition,
    surroundings: Surroundings & {
      readonly id: string;
      readonly initLimitSeconds: number;
      readonly niceness: number;
      /** Whether the process is waiting for AWS, which is this machine too. */
      readonly isCalling: () => boolean;
    },
    listener: EnvironmentListener,
  ) {
    this.id = surroundings.id;
    this.#definition = definition;
    this.#listener = listener;
    this.#isCalling = surroundings.isCalling;
    this.#process = spawn(process.execPath, [...heapFlags(definition.memoryMegabytes), bootstrap], {
      cwd: definition.directory,
      env: processVariables(definition, surroundings),
      // A group of its own: a Ctrl-C at the terminal reaches the runtime, which lets invocations finish, and not this.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#yieldTo(surroundings.niceness);
    this.#process.stdout?.setEncoding("utf8").on("data", listener.onOutput);
    this.#process.stderr?.setEncoding("utf8").on("data", listener.onOutput);
    this.#process.once("error", () => this.#gone({ code: 1, signal: null }));
    this.#process.once("exit", () => this.#dropOutputSoon());
    this.#process.once("close", (code, signal) => this.#gone({ code, signal }));
    this.#limit = this.#killAfter(surroundings.initLimitSeconds);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get state(): EnvironmentState {
    if (this.initMilliseconds === undefined) return "starting";
    if (this.#asked !== undefined) return "idle";
    return this.#running?.isAnswered === false ? "busy" : "returning";
  }

  /** Whether it is busy, and has nothing to do but to wait: for a time of day, or for somebody far away. */
  get isWaiting(): boolean {
    return this.#running?.isWaiting === true;
  }

  /** Gives an idle environment its next invocation. Never rejects: whatever becomes of the process is an outcome. */
  run(invocation: Invocation): Promise<Measured> {
    const asked = this.#asked;
    if (asked === undefined) throw new TypeError(`Environment ${this.id} is ${this.state}, not idle`);
    this.#asked = undefined;
    this.invocations += 1;
    const { promise, resolve: settle } = Promise.withResolvers<Measured>();
    const watch = watchProcess(this.pid, {
      limitMegabytes: this.#definition.memoryMegabytes,
      onExceeded: () => this.kill(),
      onLook: (isAtRest) => this.#look(isAtRest),
    });
    const startedAt = performance.now();
    this.#running = { invocation, startedAt, watch, settle, isAnswered: false, isWaiting: false };
    this.#limit = this.#killAfter(this.#definition.timeoutSeconds);
    asked.resolve(invocation);
    this.#thaw();
    return promise;
  }

  kill(): void {
    this.#signal("SIGKILL");
  }

  next(): Promise<Invocation> {
    clearTimeout(this.#limit);
    this.#running = undefined;
    this.#lastWords = undefined;
    this.initMilliseconds ??= performance.now() - this.#spawnedAt;
    const asked = Promise.withResolvers<Invocation>();
    this.#asked = asked;
    this.#idleSince = performance.now();
    this.#freezing = setTimeout(() => this.#freeze(), this.#isInDemand ? inDemandMilliseconds : 0);
    this.#listener.onIdle(this);
    return asked.promise;
  }

  respond(requestId: string, payload: string): boolean {
    return this.#settle(requestId, { failed: false, payload });
  }

  fail(requestId: string, error: string): boolean {
    return this.#settle(requestId, { failed: true, payload: error });
  }

  failInit(error: string): void {
    this.#lastWords = { failed: true, payload: error };
  }

  #settle(requestId: string, outcome: Outcome): boolean {
    const running = this.#running;
    if (running === undefined || running.invocation.requestId !== requestId) return false;
    running.isAnswered = true;
    const milliseconds = performance.now() - running.startedAt;
    running.settle({ ...outcome, milliseconds, peakMegabytes: running.watch.stop() });
    return true;
  }

  #look(isAtRest: boolean): void {
    if (this.#running === undefined) return;
    this.#running.isWaiting = isAtRest && !this.#isCalling();
    if (this.#running.isWaiting) this.#listener.onWaiting();
  }

  /** At its birth, so that every thread it will have inherits it. */
  #yieldTo(niceness: number): void {
    if (this.#process.pid === undefined) return;
    try {
      setPriority(this.#process.pid, Math.min(getPriority() + niceness, 19));
    } catch {
      // ESRCH: it could not even be started, which is told where its exit is.
    }
  }

  #freeze(): void {
    this.#isFrozen = true;
    this.#signal("SIGSTOP");
  }

  #thaw(): void {
    clearTimeout(this.#freezing);
    this.#isInDemand = performance.now() - this.#idleSince < inDemandMilliseconds;
    if (this.#isFrozen) this.#signal("SIGCONT");
    this.#isFrozen = false;
  }

  #killAfter(seconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#lastWords = timeoutError(this.#requestId, seconds);
      this.kill();
    }, seconds * 1000);
  }

  #gone(exit: Exit): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#limit);
    clearTimeout(this.#freezing);
    const outcome = this.#lastWords ?? exitError(this.#requestId, exit);
    this.#settle(this.#requestId, outcome);
    this.#listener.onGone(this, outcome);
  }

  /** "close" comes when the output has ended too, which a process that left the group could put off for ever. */
  #dropOutputSoon(): void {
    setTimeout(() => {
      this.#process.stdout?.destroy();
      this.#process.stderr?.destroy();
    }, 1000).unref();
  }

  get #requestId(): string {
    return this.#running?.invocation.requestId ?? this.id;
  }

  /** The whole group: what a handler spawned goes, stops and goes on with it. */
  #signal(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined || this.#process.exitCode !== null) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch {
      // ESRCH: the process went by itself between its exit and the news of it.
    }
  }
}

export const newEnvironmentId = (): string => randomBytes(16).toString("hex");
