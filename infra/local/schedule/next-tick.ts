/** When a schedule ticks: the first tick after an instant, undefined when there is none any more. */
export type NextTick = (after: Date) => Date | undefined;
