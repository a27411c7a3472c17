import {
  EscalationPolicy,
  type EscalationPolicyInput,
  type PageTo,
} from "../../shared/domain/escalation/escalation-policy.ts";
import type { Moment, Target } from "../../shared/domain/escalation/climb.ts";

/** Primary on call for five minutes, then the lead for ten, climbed twice; management is the boss. */
export const aLadder = (changes: Partial<EscalationPolicyInput> = {}): EscalationPolicy =>
  EscalationPolicy.parse({
    levels: [
      { to: [{ roster: "primary" }], waitSeconds: 300 },
      { to: [{ responder: "lead" }], waitSeconds: 600 },
    ],
    repeat: 1,
    acknowledgedForSeconds: 900,
    management: [{ responder: "boss" }],
    ...changes,
  });

/** A person with a destination of their own. */
const aTargetOf = (responder: string, because = "named in the ladder"): Target => ({
  responder,
  destinations: [`${responder}-pager`],
  because,
});

/** Who is on call by roster; every responder named is there. */
export const aMoment = (
  now: Date,
  { onCall = { primary: ["ada"] }, opensAt = () => now }: Moving = {},
): Moment => ({
  now,
  opensAt,
  whoIs: (to: PageTo) => {
    if ("destination" in to)
      return [{ responder: null, destinations: [to.destination], because: "named in the ladder" }];
    if ("responder" in to) return [aTargetOf(to.responder)];
    return (onCall[to.roster] ?? []).map((one) => aTargetOf(one, `on call in the roster ${to.roster}`));
  },
});

type Moving = {
  readonly onCall?: Readonly<Record<string, readonly string[]>>;
  readonly opensAt?: Moment["opensAt"];
};
