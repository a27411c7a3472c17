/** Takes over what a swap offers. Whoever is first has it. */
import * as z from "zod";
import { conflictsOf } from "../../../shared/domain/roster/conflicts-of.ts";
import { takeSwap } from "../../../shared/domain/roster/change-step.ts";
import { defineCommand, UsageError } from "../command.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { changeFlags, rosterPositional } from "../rosters/change-flags.ts";
import { keepStep } from "../rosters/keep-step.ts";
import { checkResponder } from "../rosters/new-change.ts";
import { openRoster } from "../rosters/open-rosters.ts";

export const swapTakeCommand = defineCommand({
  name: "swap take",
  summary: "Takes over what a swap offers; whoever is first has it.",
  failsWhen: "nothing was kept",
  positionals: ["roster", "id", "responder"],
  input: z.object({
    roster: rosterPositional,
    id: z.string().min(1).describe("the swap's id, as `override list` has it"),
    responder: z.string().min(1).describe("who takes over"),
    ...changeFlags,
  }),
  examples: ["npm run firstreply -- swap take nights 6f9d01c2 ben --by Ben"],
  run: ({ roster: name, id, responder, by, yes, config, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const place = await openRoster(deployment, name, config);
      checkResponder(place, responder);
      return keepStep(
        {
          place,
          yes,
          propose: (changes) => {
            const offer = changes.find((change) => change.id === id);
            if (offer?.kind === "swap" && offer.responder === responder)
              throw new UsageError(`${responder} is who looks for somebody: name somebody else`);
            const step = takeSwap(changes, id, { responder, by, at: place.now });
            if (step === null)
              return `no swap of ${name} with the id ${id} waits for anybody: \`override list ${name}\` shows all`;
            return { step, conflicts: conflictsOf(step.entry.change, place.roster, changes) };
          },
        },
        terminal,
      );
    }),
});
