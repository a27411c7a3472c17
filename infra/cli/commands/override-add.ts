/** Puts somebody on call, or takes somebody out, or one in place of another, for a while. */
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { changeFlags, rosterPositional, timeFlags, timesIn } from "../rosters/change-flags.ts";
import { keepStep } from "../rosters/keep-step.ts";
import { checkKnown, checkResponder, newChange, proposed } from "../rosters/new-change.ts";
import { openRoster } from "../rosters/open-rosters.ts";

export const overrideAddCommand = defineCommand({
  name: "override add",
  summary: "Puts a responder on call for a while, in place of another or as well; shows what is wrong first.",
  failsWhen: "nothing was kept",
  positionals: ["roster"],
  input: z.object({
    roster: rosterPositional,
    add: z.string().optional().describe("who is on call then; nobody, unless told"),
    remove: z.string().optional().describe("in whose place; nobody's, unless told"),
    ...timeFlags,
    ...changeFlags,
  }),
  examples: [
    "npm run firstreply -- override add nights --add ben --remove ada --from 2026-12-24T20:00 --to 2026-12-25T08:00",
  ],
  run: ({ roster: name, add, remove, from, to, by, yes, config, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const place = await openRoster(deployment, name, config);
      if (add !== undefined) checkResponder(place, add);
      if (remove !== undefined) checkKnown(place, remove);
      const change = newChange(place, {
        kind: "override",
        ...timesIn(place, { from, to }),
        by,
        ...(add !== undefined && { add }),
        ...(remove !== undefined && { remove }),
      });
      return keepStep({ place, propose: proposed(place, change), yes }, terminal);
    }),
});
