import type { Roster } from "./roster-shape.ts";

/** Everybody a roster names, in order of their ids. */
export const respondersOf = ({ layers }: Roster): string[] => {
  const named = layers.flatMap(({ turns = [], shifts = [] }) => [
    ...turns.flat(),
    ...shifts.map(({ responder }) => responder),
  ]);
  return [...new Set(named)].toSorted();
};
