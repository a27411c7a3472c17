import { TeamId } from "../../shared/domain/ids.ts";
import type { Routing } from "../../shared/domain/route.ts";

type Team = Routing["teams"][number];

/** A team that answers everybody in fifteen minutes. */
export const aTeam = (
  id: string,
  takes: Team["takes"],
  replySeconds: Partial<Team["replySeconds"]> = {},
) => ({
  id: TeamId.parse(id),
  takes,
  replySeconds: { urgent: 900, normal: 900, ...replySeconds },
});

/** A team for everything, and the thresholds of a configuration that names none. */
export const aRouting = (changes: Partial<Routing> = {}): Routing => ({
  unsureBelow: { service: 0.4, sales: 0.5, chatter: 0.5 },
  teams: [
    aTeam("care", ["service"]),
    aTeam("shop", ["sales"]),
    aTeam("fans", ["chatter"]),
    aTeam("ask", ["unsure"]),
  ],
  ...changes,
});
