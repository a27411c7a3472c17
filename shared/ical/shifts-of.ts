import type { Span } from "../domain/calendar/spans.ts";
import type { Event } from "./event.ts";
import { mostOccurrences, occurrencesOf, type Skipped } from "./occurrences.ts";
import { onCallIn, type OnCall } from "./on-call-in.ts";
import type { Reading } from "./reading.ts";
import type { Shift } from "./shift.ts";

/** An event's shifts within the window. One that has none there is not complained of either: who was on call may be gone. */
export const shiftsOf = (event: Event, skipped: readonly Skipped[], reading: Reading): Shift[] => {
  const spans = event.isCancelled ? [] : occurrencesOf(event, skipped, reading);
  if (spans.length === 0) return [];
  const onCall = onCallIn(event, reading.known);
  for (const says of complaints(event, spans, onCall, reading.known.ids))
    reading.tell({ line: event.line, about: quoted(event.title), says });
  if (event.endOf === undefined) return [];
  const { responders, priority } = onCall;
  return spans.slice(0, mostOccurrences).flatMap(({ start, end }) =>
    responders.map((responder) => ({
      responder,
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
      ...(priority === undefined ? {} : { priority }),
    })),
  );
};

/** A title, as a problem is about it. */
export const quoted = (title: string | undefined): string =>
  title === undefined || title.trim() === ""
    ? "an event without a title"
    : JSON.stringify(title.length > longestQuote ? `${title.slice(0, longestQuote)}…` : title);

const longestQuote = 80;

function* complaints(
  { endOf, replaces }: Event,
  spans: readonly Span[],
  { responders, unknown }: OnCall,
  ids: readonly string[],
): Generator<string> {
  if (endOf === undefined) yield "ends when it begins: write a DTEND after its DTSTART, or a DURATION";
  if (spans.length > mostOccurrences)
    yield `takes place too often, of which the first ${mostOccurrences} times are read: let its rule come less often`;
  if (replaces?.andLater === true)
    yield "is also in the place of all that come after it (RANGE=THISANDFUTURE), which is not read: end the series before it, and begin a new one";
  if (unknown.length > 0)
    yield `names nobody who is known as ${unknown.map(quoted).join(" or ")}: write the id, e-mail address or name of ${someOf(ids)}`;
  else if (responders.length === 0)
    yield `names nobody: write the id, e-mail address or name of ${someOf(ids)} in its title`;
}

const mostNamed = 20;

const someOf = (ids: readonly string[]): string =>
  ids.length > mostNamed
    ? `${ids.slice(0, mostNamed).join(", ")} or one of ${ids.length - mostNamed} more`
    : ids.join(", ") || "a responder, once there is one";
