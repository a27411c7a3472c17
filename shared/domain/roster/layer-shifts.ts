import type { Span } from "../calendar/spans.ts";
import { common } from "./common.ts";
import type { Layer } from "./layer-shape.ts";
import { spanOf } from "./shift-shape.ts";
import { turnSpans } from "./turn-spans.ts";
import { workingSpans } from "./working-spans.ts";

/** Who is on call together, unless a higher priority or a change says otherwise. */
export type LayerShift = Span & { readonly responders: readonly string[]; readonly priority: number };

/** What one layer says of a window, in order of the starts. It reads its times on the wall of the zone. */
export const layerShifts = (layer: Layer, zone: string, window: Span): Iterable<LayerShift> =>
  common(
    layer.turns === undefined ? writtenShifts(layer, window) : shiftsByTurn(layer, zone, window),
    workingSpans(layer, zone, window),
  );

function* shiftsByTurn(layer: Layer, zone: string, window: Span): Generator<LayerShift> {
  const { turns = [], rotation, priority = 0 } = layer;
  if (rotation === undefined) yield { ...window, responders: turns.flat(), priority };
  else
    for (const { start, end, turn } of turnSpans({ rotation, zone, count: turns.length }, window))
      yield { start, end, responders: turns[turn] ?? [], priority };
}

const writtenShifts = ({ shifts = [], priority = 0 }: Layer, { start, end }: Span): LayerShift[] =>
  shifts
    .map((shift) => ({
      ...spanOf(shift),
      responders: [shift.responder],
      priority: shift.priority ?? priority,
    }))
    .filter((shift) => shift.start < end && start < shift.end)
    .toSorted((one, other) => one.start - other.start);
