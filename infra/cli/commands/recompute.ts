/**
 * Counts the clocks of open conversations anew under the policies deployed now. A deploy moves no due time by itself: a
 * conversation keeps the version that judged it. Each one that moves says from when to when, and why.
 */
import * as z from "zod";
import { classify } from "../../../shared/classifier/classify.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { Step } from "../../../shared/domain/conversation/step.ts";
import { judgeMention } from "../../../shared/domain/judging/judge-mention.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import { recomputeDeadlines } from "../../../shared/use-cases/recompute-deadlines.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { openDesk } from "../conversations/open-desk.ts";
import { deskFlags } from "../conversations/desk-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";

export const recomputeCommand = defineCommand({
  name: "recompute",
  summary:
    "Counts open conversations' due times anew, under the policies deployed now. Shows what moves, and why.",
  outlivesReader: true,
  positionals: [],
  input: z.object({
    team: z.string().optional().describe("one team only"),
    yes: z.boolean().default(false).describe("moves them; without it, they are only shown"),
    ...deskFlags,
  }),
  examples: [
    "npm run firstreply -- recompute --team service",
    "npm run firstreply -- recompute --by Ada --yes",
  ],
  run: ({ team, by, yes, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const desk = await openDesk(deployment, file);
      const known = Object.keys(desk.config.teams);
      const teams = known.filter((each) => each === (team ?? each));
      if (teams.length === 0) throw new UsageError(unknownName("team", team ?? "", known));
      const { rules } = desk.config;
      const judge = (mention: Mention) =>
        judgeMention({ mention, read: classify(mention.text), rules, routing: desk.routing });
      let [looked, moved] = [0, 0];
      for (const each of teams)
        for await (const conversationId of desk.open.of(each)) {
          const now = systemWallClock.now();
          const step = await recomputeDeadlines({ ...desk, judge, conversationId, by, now, isDryRun: !yes });
          looked += 1;
          moved += tell(step, terminal);
          terminal.progress?.(`${looked} looked at, ${moved} ${yes ? "moved" : "would move"}`);
        }
      terminal.warn(`${looked} looked at, ${moved} ${yes ? "moved" : "would move: --yes moves them"}`);
      return 0;
    }),
});

/** How many of the step's conversation's due times it moves: told one a line. */
const tell = (step: Step, { isInteractive, print }: Terminal): number => {
  const events = step.kind === "commit" ? step.conversation.events : [];
  const moves = events.flatMap((event) => (event.type === "DeadlinesMoved" ? event.moves : []));
  const conversationId = step.kind === "commit" ? step.conversation.id : "";
  for (const { clock, from, to, policy } of moves)
    print(
      isInteractive
        ? `${conversationId}  ${clock}  ${from ?? "never"} -> ${to ?? "never"}  because ${policy}`
        : JSON.stringify({ conversationId, clock, from, to, policy }),
    );
  return moves.length > 0 ? 1 : 0;
};
