import { ladderCalled, onCallOf, type Written } from "./on-call-of.ts";

/** The teams whose ladders ask a roster, in their hours or outside of them. */
export const teamsAsking = (config: Written, roster: string): string[] => {
  const { rostersOf } = onCallOf(config);
  return Object.entries(config.teams)
    .filter(([team, { escalation = "", outOfHours = escalation }]) =>
      [escalation, outOfHours].some((name) => {
        const ladder = ladderCalled(config, team, name)?.ladder;
        return ladder !== undefined && rostersOf(ladder).includes(roster);
      }),
    )
    .map(([team]) => team);
};
