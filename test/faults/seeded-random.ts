/** Chance that repeats: the same seed gives the same numbers, on every machine. */
import type { Random } from "../../infra/local/gateway/faults/fault.ts";

export type SeededRandom = Random & {
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** Chance of its own: how often one is asked does not change what another says. */
  readonly fork: () => SeededRandom;
};

export const seededRandom = (seed: number): SeededRandom => {
  const next = mulberry32(seed);
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return Object.assign(next, {
    between,
    chance: (probability: number) => next() < probability,
    pick: <Item>(items: readonly [Item, ...Item[]]): Item => items[between(0, items.length - 1)] ?? items[0],
    fork: () => seededRandom(Math.floor(next() * 2 ** 32)),
  });
};

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough to be unlucky with. */
const mulberry32 = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
