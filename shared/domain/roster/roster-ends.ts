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
  return start < end ? Math.min(lastOf(layer), end) : -Infinity;
};

const lastOf = ({ turns, shifts = [], feed }: Layer): number => {
  if (turns !== undefined) return Infinity;
  const last = Math.max(...shifts.map((shift) => spanOf(shift).end));
  if (feed === undefined) return last;
  return shifts.length > 0 && last + silentMs <= readUntil(feed) ? last : Infinity;
};

/** A feed may have a month without a shift. One that was read for so much longer than its last shift ends with that. */
const silentMs = 28 * 86_400_000;

const readUntil = ({ readUntil: written }: NonNullable<Layer["feed"]>): number =>
  written === undefined ? -Infinity : Date.parse(written);
