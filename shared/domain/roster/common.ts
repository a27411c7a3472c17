import type { Span } from "../calendar/spans.ts";

/** What each of the first has in common with the others. Both are in order of their starts, and the others apart. */
export function* common<T extends Span>(spans: Iterable<T>, others: readonly Span[]): Generator<T> {
  let first = 0;
  for (const span of spans) {
    while ((others[first]?.end ?? Infinity) <= span.start) first += 1;
    for (let next = first; (others[next]?.start ?? Infinity) < span.end; next += 1) {
      const { start, end } = others[next] ?? span;
      yield { ...span, start: Math.max(span.start, start), end: Math.min(span.end, end) };
    }
  }
}
