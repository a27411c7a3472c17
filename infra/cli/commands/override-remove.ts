/** Takes back an override, a swap or a temporary schedule. Who made it, and who took it back, stays known. */
import * as z from "zod";
import { conflictsOfRemoval } from "../../../shared/domain/roster/conflicts-of.ts";
import { removeChange } from "../../../shared/domain/roster/change-step.ts";
import { defineCommand } from "../command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { changeFlags, rosterPositional } from "../rosters/change-flags.ts";
import { keepStep } from "../rosters/keep-step.ts";
import { openRoster } from "../rosters/open-rosters.ts";

export const overrideRemoveCommand = defineCommand({
  name: "override remove",
  summary: "Takes back what was changed of a roster: an override, a swap or a temporary schedule.",
  failsWhen: "nothing was kept",
  positionals: ["roster", "id"],
  input: z.object({
    roster: rosterPositional,
    id: z.string().min(1).describe("the change's id, as `override list` has it"),
    ...changeFlags,
  }),
  examples: ["npm run firstreply -- override remove nights 6f9d01c2 --by Ada"],
  run: ({ roster: name, id, by, yes, config, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const place = await openRoster(deployment, name, config);
      return keepStep(
        {
          place,
          yes,
          propose: (changes) => {
            const step = removeChange(changes, id, { by, at: place.now });
            if (step === null)
              return `nothing that was changed of ${name} has the id ${id}: \`override list ${name}\` shows all`;
            return { step, conflicts: conflictsOfRemoval(step.entry.change, place.roster, changes) };
          },
        },
        terminal,
      );
    }),
});
