/**
 * Node's heap for a function of this size, shared out as the nodejs24.x runtime does: a tenth is new space. V8 uses idle
 * seconds to tidy up, but an idle process here is stopped: it would tidy up when it is woken, all of them at once and
 * instead of their work.
 */
export const heapFlags = (memoryMegabytes: number): string[] => {
  const newSpace = Math.floor(memoryMegabytes / 10);
  return [
    `--max-semi-space-size=${Math.max(1, Math.floor(newSpace / 2))}`,
    `--max-old-space-size=${memoryMegabytes - newSpace}`,
    "--no-memory-reducer",
  ];
};
