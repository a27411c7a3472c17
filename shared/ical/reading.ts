import type { Span } from "../domain/calendar/spans.ts";
import type { Known } from "./responders.ts";
import type { Problem } from "./shift.ts";

/** What everything that reads one feed is told. */
export type Reading = {
  /** In epoch milliseconds. */
  readonly window: Span;
  readonly timeZone: string;
  readonly effort: Effort;
  readonly known: Known;
  readonly tell: (problem: Problem) => void;
};

/** How much more may be asked of the rules of the feed: it goes down as they are. */
export type Effort = { left: number };
