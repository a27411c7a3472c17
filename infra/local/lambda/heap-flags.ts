/** Node's heap for a function of this size, shared out as the nodejs24.x runtime does: a tenth is new space. */
export const heapLimits = (memoryMegabytes: number): string[] => {
  const newSpace = Math.floor(memoryMegabytes / 10);
  return [
    `--max-semi-space-size=${Math.max(1, Math.floor(newSpace / 2))}`,
    `--max-old-space-size=${memoryMegabytes - newSpace}`,
  ];
};
