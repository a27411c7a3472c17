/** Holds a process to its memory. The heap has V8's own limit; this counts everything resident, as Lambda does. */
import { readFileSync } from "node:fs";

export type MemoryWatch = {
  /** Ends the watch. Returns the most it saw, where the system tells. */
  readonly stop: () => number | undefined;
};

const everyMilliseconds = 100;

export const watchMemory = (pid: number, limitMegabytes: number, onExceeded: () => void): MemoryWatch => {
  let peak: number | undefined;
  const look = (): void => {
    const resident = residentMegabytes(pid);
    if (resident === undefined) return;
    peak = Math.max(peak ?? 0, resident);
    if (resident > limitMegabytes) onExceeded();
  };
  const timer = setInterval(look, everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
};

/** From Linux's /proc; elsewhere nothing is known, and only the heap limit holds. */
const residentMegabytes = (pid: number): number | undefined => {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
};
