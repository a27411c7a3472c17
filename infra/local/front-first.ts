/**
 * Lambda has as many cores as it needs, this machine has a few. Somebody waits for the answer to a request and nobody
 * for a batch: while requests are being answered, batches from queues and streams run one at a time, and as many at
 * once as their mappings allow as soon as it is quiet. They are slowed down by that, and never stopped.
 */
export type FrontFirst = {
  /** Runs what somebody waits for. */
  readonly infront: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Runs what nobody waits for, in its turn. */
  readonly behind: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** It is quiet when no request was being answered for so long: requests that come in a row leave shorter gaps. */
const quietMilliseconds = 50;

export const createFrontFirst = (): FrontFirst => {
  let answering = 0;
  let lastAnswered = -Infinity;
  let running = 0;
  const turns: (() => void)[] = [];
  let look: NodeJS.Timeout | undefined;

  const isQuiet = (): boolean => answering === 0 && performance.now() - lastAnswered >= quietMilliseconds;

  const advance = (): void => {
    while (turns.length > 0 && (running === 0 || isQuiet())) {
      running += 1;
      turns.shift()?.();
    }
    clearTimeout(look);
    if (turns.length > 0) look = setTimeout(advance, quietMilliseconds);
  };

  return {
    infront: async (work) => {
      answering += 1;
      try {
        return await work();
      } finally {
        answering -= 1;
        lastAnswered = performance.now();
      }
    },
    behind: async (work) => {
      await new Promise<void>((turn) => {
        turns.push(turn);
        advance();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        advance();
      }
    },
  };
};
