import { TeamId } from "../../shared/domain/ids.ts";
import type { Promises } from "../../shared/domain/promises/policy-facts.ts";
import type { Routing } from "../../shared/domain/judging/route.ts";

type Team = Routing["teams"][number];

export const aTeam = (id: string, takes: Team["takes"]): Team => ({ id: TeamId.parse(id), takes });

/** Everybody is answered in fifteen minutes, around the clock. */
export const somePromises = (changes: Partial<Promises> = {}): Promises => ({
  policies: [
    {
      name: "everybody",
      when: "default",
      targets: { firstReply: { seconds: 900 }, nextReply: { seconds: 900 } },
    },
  ],
  calendars: {},
  hours: {},
  brands: {},
  authorTiers: {},
  ...changes,
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
  promises: somePromises(),
  ...changes,
});
