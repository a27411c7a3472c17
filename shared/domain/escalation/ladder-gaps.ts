/** When a ladder has nobody to ask: whom it names by person or destination is always there, whom by roster only then. */
import { union, without, type Span } from "../calendar/spans.ts";
import type { EscalationPolicy, Level, PageTo } from "./escalation-policy.ts";

type Known = {
  /** The time to look at. */
  readonly window: Span;
  /** When a roster has nobody. */
  readonly gapsOf: (roster: string) => readonly Span[];
  /** When a calendar is open. */
  readonly openOf: (calendar: string) => readonly Span[];
};

/** Management is asked last of all, and is nobody who is on call. */
export const ladderGaps = ({ levels }: EscalationPolicy, known: Known): Span[] =>
  without([known.window], union(levels.flatMap((level) => coveredBy(level, known))));

const coveredBy = ({ to, only }: Level, known: Known): Span[] => {
  const covered = union(to.flatMap((whom) => coveredByOne(whom, known)));
  return only === undefined ? covered : within(covered, known.openOf(only.calendar), known);
};

const coveredByOne = (to: PageTo, { window, gapsOf }: Known): Span[] =>
  "roster" in to ? without([window], union(gapsOf(to.roster))) : [window];

const within = (spans: readonly Span[], others: readonly Span[], { window }: Known): Span[] =>
  without(spans, without([window], union(others)));
