import type { Span } from "../calendar/spans.ts";

/** Those that follow each other without a break and are alike, as one. Those without length are left out. */
export function* joined<T extends Span>(
  spans: Iterable<T>,
  alike: (one: T, other: T) => boolean,
): Generator<T> {
  let last: T | undefined;
  for (const span of spans) {
    if (span.start >= span.end) continue;
    if (last !== undefined && last.end === span.start && alike(last, span)) last = { ...last, end: span.end };
    else {
      if (last !== undefined) yield last;
      last = span;
    }
  }
  if (last !== undefined) yield last;
}
