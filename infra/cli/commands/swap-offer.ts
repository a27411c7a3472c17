/** Says that somebody looks for whoever takes over their time on call. Until somebody has, nothing changes. */
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { changeFlags, rosterPositional, timeFlags, timesIn } from "../rosters/change-flags.ts";
import { keepStep } from "../rosters/keep-step.ts";
import { checkKnown, newChange, proposed } from "../rosters/new-change.ts";
import { openRoster } from "../rosters/open-rosters.ts";

export const swapOfferCommand = defineCommand({
  name: "swap offer",
  summary: "Says that a responder looks for somebody to take over; until somebody has, nothing changes.",
  failsWhen: "nothing was kept",
  positionals: ["roster", "responder"],
  input: z.object({
    roster: rosterPositional,
    responder: z.string().min(1).describe("who looks for somebody"),
    ...timeFlags,
    ...changeFlags,
  }),
  examples: [
    "npm run firstreply -- swap offer nights ada --from 2026-12-24T20:00 --to 2026-12-25T08:00 --by Ada",
  ],
  run: ({ roster: name, responder, from, to, by, yes, config, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const place = await openRoster(deployment, name, config);
      checkKnown(place, responder);
      const change = newChange(place, {
        kind: "swap",
        ...timesIn(place, { from, to }),
        by,
        responder,
        taken_by: null,
      });
      return keepStep({ place, propose: proposed(place, change), yes }, terminal);
    }),
});
