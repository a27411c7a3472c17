/**
 * Works through many items, several at once. Items of one lane keep their order, and one that fails does not hold the
 * others up: every item is tried, and only then are the failures thrown, together.
 */
export const inLanes = async <Item>(
  items: readonly Item[],
  { laneOf, width }: { readonly laneOf: (item: Item) => string; readonly width: number },
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const lanes = [...Map.groupBy(items, laneOf).values()];
  const failures: unknown[] = [];
  const workThrough = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift())
      for (const item of lane) await work(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: width }, workThrough));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} entries failed`);
};
