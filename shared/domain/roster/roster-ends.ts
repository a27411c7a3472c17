import type { Layer } from "./layer-shape.ts";
import type { Roster } from "./roster-shape.ts";
import { spanOf } from "./shift-shape.ts";
import { boundsOf } from "./working-spans.ts";

/** From when on no layer has anybody, or null where one goes on for ever. A roster that never has anybody ended in 1970. */
export const rosterEnds = ({ layers, time_zone }: Roster): Date | null => {
  const ends = Math.max(0, ...layers.map((layer) => endOf(layer, layer.time_zone ?? time_zone)));
  return ends === Infinity ? null : new Date(ends);
};

const endOf = (layer: Layer, zone: string): number => {
  const { start, end } = boundsOf(layer, zone);
  const last = Math.max(...(layer.shifts?.map((shift) => spanOf(shift).end) ?? [Infinity]));
  return start < end ? Math.min(last, end) : -Infinity;
};
