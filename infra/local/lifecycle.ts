/**
 * Going up and coming down, as a list one can read: steps in order on the way up, and on the way down the same list
 * reversed. A step that fails takes down what was already up, and its error is the one that is told.
 */
export type LifecycleStep = {
  readonly name: string;
  readonly up: () => Promise<void> | void;
  readonly down?: () => Promise<void> | void;
};

export type Lifecycle = { readonly stop: () => Promise<void> };

/** Takes every step; `told` hears of each as it is done, with the milliseconds it took. */
export const goUp = async (
  steps: readonly LifecycleStep[],
  told: (name: string, milliseconds: number) => void = () => {},
): Promise<Lifecycle> => {
  const done: LifecycleStep[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= comeDown(done.toReversed()));
  try {
    for (const step of steps) {
      const started = performance.now();
      // A step that fails half-way may have something to take down, too.
      done.push(step);
      await step.up();
      told(step.name, performance.now() - started);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
};

/** Every step comes down, even when one before it could not. */
const comeDown = async (steps: readonly LifecycleStep[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const { down } of steps) {
    try {
      await down?.();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "not everything came down cleanly");
};
