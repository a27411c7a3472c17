import type { Rung } from "../../shared/domain/escalation/climb.ts";
import type { EscalationReason } from "../../shared/domain/escalation/escalation.ts";
import type { Ladder } from "../../shared/domain/escalation/plan-pages.ts";

/** One turn of a ladder: from which rung somebody is asked, and why now. */
export type Turn = Ladder & {
  readonly reason: EscalationReason;
  readonly from: Rung;
  /** The reason where it is the first turn; else why there is another. */
  readonly why: string;
};
