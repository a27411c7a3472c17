import type { ClockName } from "../../../shared/domain/promises/policy-shape.ts";

export type ExplainedClock = {
  readonly clock: ClockName;
  readonly seconds: number;
  readonly hours: string;
  readonly dueAt: string;
  readonly because: string;
  /** When somebody is warned, the earliest first. */
  readonly warnedAt: readonly string[];
};
