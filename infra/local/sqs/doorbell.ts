export type Doorbell = {
  /** Wakes whoever waits for the queue. */
  readonly ring: (queueName: string) => void;
  /** Resolves at the next ring for the queue, after `milliseconds`, when `signal` aborts, or when it is closed. */
  readonly wait: (queueName: string, milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Wakes everybody; nobody waits any more. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
};

/** What a long poll sleeps on, instead of looking every few milliseconds. */
export const createDoorbell = (): Doorbell => {
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const ring = (queueName: string): void => {
    for (const wake of waiting.get(queueName) ?? []) wake();
  };

  return {
    ring,
    wait: (queueName, milliseconds, signal) =>
      new Promise((resolve) => {
        if (closed || signal?.aborted === true) return resolve();
        const sleepers = waiting.get(queueName) ?? new Set();
        const wake = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", wake);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        signal?.addEventListener("abort", wake);
        waiting.set(queueName, sleepers.add(wake));
      }),
    close: () => {
      closed = true;
      for (const queueName of waiting.keys()) ring(queueName);
    },
    isClosed: () => closed,
  };
};
