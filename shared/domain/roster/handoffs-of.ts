import type { Span } from "../calendar/spans.ts";
import type { Layer } from "./layer-shape.ts";
import { turnSpans } from "./turn-spans.ts";
import { boundsOf } from "./working-spans.ts";

/**
 * When turns begin and end by the rotation of a layer, from the start of a window until and with its end. To see what
 * changes there, one looks a moment further than the window.
 */
export const handoffsOf = (layer: Layer, zone: string, { start, end }: Span): number[] => {
  const { rotation, turns = [] } = layer;
  if (rotation === undefined) return [];
  const bounds = boundsOf(layer, zone);
  const spans = turnSpans(
    { rotation, zone, count: turns.length },
    { start: Math.max(start, bounds.start) - 1, end: Math.min(end, bounds.end) + 1 },
  );
  return [...spans]
    .flatMap((turn) => [turn.start, turn.end])
    .filter((at) => start <= at && at <= end && bounds.start <= at && at < bounds.end);
};
