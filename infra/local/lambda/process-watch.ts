/**
 * Looks at a process while it works, by Linux's /proc; elsewhere nothing is known. It holds the process to its memory:
 * the heap has V8's own limit, and this counts everything resident, as Lambda does. And it sees when the process does
 * nothing, because whatever it works on has to be waited for.
 */
import { readFileSync } from "node:fs";

export type ProcessWatch = {
  /** Ends the watch. Returns the most memory it saw, where the system tells. */
  readonly stop: () => number | undefined;
};

type Watched = {
  readonly limitMegabytes: number;
  readonly onExceeded: () => void;
  /** Told at every look whether the process has done nothing since the last one. */
  readonly onLook: (isAtRest: boolean) => void;
};

const everyMilliseconds = 100;
/** What little a process does that only waits: timers, the odd collection of garbage. */
const restMilliseconds = 5;

export const watchProcess = (pid: number, { limitMegabytes, onExceeded, onLook }: Watched): ProcessWatch => {
  let peak: number | undefined;
  let worked = workedMilliseconds(pid);

  const lookAtMemory = (): void => {
    const resident = residentMegabytes(pid);
    if (resident === undefined) return;
    peak = Math.max(peak ?? 0, resident);
    if (resident > limitMegabytes) onExceeded();
  };
  const lookAtWork = (): void => {
    const before = worked;
    worked = workedMilliseconds(pid);
    onLook(before !== undefined && worked !== undefined && worked - before < restMilliseconds);
  };

  const timer = setInterval(() => {
    lookAtMemory();
    lookAtWork();
  }, everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      lookAtMemory();
      return peak;
    },
  };
};

const residentMegabytes = (pid: number): number | undefined => {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, "status"))?.[1];
  return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / 1024);
};

/**
 * How long the main thread, the one that runs JavaScript, has been on a core or has wanted one.
 * https://docs.kernel.org/scheduler/sched-stats.html
 */
const workedMilliseconds = (pid: number): number | undefined => {
  const [, ran, wanted] = /^(\d+) (\d+)/u.exec(readProc(pid, "schedstat")) ?? [];
  return ran === undefined ? undefined : (Number(ran) + Number(wanted)) / 1e6;
};

const readProc = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
};
