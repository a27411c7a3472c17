/** Whose turn it is, by the rotation alone. */
import type { Span } from "../calendar/spans.ts";
import { dayAt, dayOf, instantOf } from "../calendar/wall-time.ts";
import { joined } from "./joined.ts";
import { periodOn } from "./period-on.ts";
import type { Rotation } from "./rotation-shape.ts";

type Period = Span & { readonly number: number | null };
export type TurnSpan = Span & { readonly turn: number };

const hourMs = 3_600_000;

/**
 * The turns that reach into a window, each by its number among so many. The first and the last may be cut off, anywhere
 * outside of the window; where it is nobody's turn there is none.
 */
export function* turnSpans(
  { rotation, zone, count }: { rotation: Rotation; zone: string; count: number },
  window: Span,
): Generator<TurnSpan> {
  const periods =
    rotation.type === "hourly" ? hoursOf(rotation, zone, window) : daysOf(rotation, zone, window);
  const turns = joined(
    periods.map(({ number, ...span }) => ({ ...span, turn: turnIn(rotation, number, count) })),
    (one, other) => one.turn === other.turn,
  );
  for (const { turn, ...span } of turns) if (turn !== null) yield { ...span, turn };
}

const turnIn = ({ every = 1, shift_length = 1 }: Rotation, period: number | null, count: number) =>
  period === null || modulo(period, every) !== 0
    ? null
    : modulo(Math.floor(period / (every * shift_length)), count);

function* hoursOf({ start_local }: Rotation, zone: string, { start, end }: Span): Generator<Period> {
  const first = instantOf(zone, dayOf(start_local.slice(0, 10)), start_local.slice(11));
  for (let number = Math.floor((start - first) / hourMs); ; number += 1) {
    const begins = first + number * hourMs;
    if (begins >= end) return;
    yield { start: begins, end: begins + hourMs, number };
  }
}

/** Each day lasts from the time of the hand-off until that of the next day. Two days early, for clocks that skip a day. */
function* daysOf(rotation: Rotation, zone: string, { start, end }: Span): Generator<Period> {
  const time = rotation.start_local.slice(11);
  const numberOf = periodOn(rotation);
  let day = dayAt(zone, start) - 2;
  let begins = instantOf(zone, day, time);
  while (begins < end) {
    const ends = instantOf(zone, day + 1, time);
    yield { start: begins, end: ends, number: numberOf(day) };
    [day, begins] = [day + 1, ends];
  }
}

const modulo = (number: number, divisor: number): number => ((number % divisor) + divisor) % divisor;
