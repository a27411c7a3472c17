import { cpus, freemem, loadavg } from "node:os";

/** What the machine was doing beside us: the first thing to look at when two runs differ. */
export const machineState = (): string => {
  const [load = 0] = loadavg();
  return `${cpus().length} cores, load ${load.toFixed(1)}, ${(freemem() / 2 ** 30).toFixed(0)} GiB free`;
};

export const machineName = (): string => {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? "unknown"}, Node ${process.version}, ${process.platform} ${process.arch}`;
};
