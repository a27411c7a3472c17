import { onCallAt } from "../../../shared/domain/roster/times-on-call.ts";
import { rosterCalled, type Rosters } from "./read-rosters.ts";

/** Who is on call in a roster at an instant, as it is told. */
export type RosterNow = {
  readonly roster: string;
  readonly at: Date;
  readonly onCall: readonly {
    readonly responder: string;
    readonly name: string;
    readonly because: string;
    readonly until: Date | null;
    /** Destinations, in the order they are tried; none where somebody is no responder any more. */
    readonly reachedBy: readonly string[];
  }[];
  /** Where nobody is on call: when somebody is. */
  readonly nextAt: Date | null;
  readonly isConfigurationOnly: boolean;
  readonly zone: string;
};

export const onCallIn = (
  { config, changes, isConfigurationOnly }: Omit<Rosters, "feeds">,
  roster: string,
  at: Date,
): RosterNow => {
  const written = rosterCalled(config, roster);
  const { onCall, nextAt } = onCallAt(written, at, changes.get(roster));
  return {
    roster,
    at,
    onCall: onCall.map(({ responder, because, until }) => {
      const { name = responder, reachedBy = [] } = config.responders[responder] ?? {};
      return { responder, name, because, until, reachedBy };
    }),
    nextAt,
    isConfigurationOnly,
    zone: written.time_zone,
  };
};
