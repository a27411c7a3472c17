/**
 * Says what a mention really is: it is routed again, to the team that answers such, and what was said is kept for
 * learning where the configuration wants that. It is the step any function takes, with the operator's credentials.
 */
import * as z from "zod";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { Category } from "../../../shared/domain/judging/classification.ts";
import { MentionId } from "../../../shared/domain/ids.ts";
import type { Step } from "../../../shared/domain/conversation/step.ts";
import { reclassifyMention } from "../../../shared/use-cases/reclassify-mention.ts";
import { defineCommand, UsageError } from "../command.ts";
import { openDesk } from "../conversations/open-desk.ts";
import { deskFlags } from "../conversations/desk-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";

const categories = Category.options.join(", ");

export const reclassifyCommand = defineCommand({
  name: "reclassify",
  summary: "Says what a mention really is: it is routed again, and its customer's clock goes on.",
  failsWhen: "nobody knows the mention",
  positionals: ["mention", "category"],
  input: z.object({
    mention: z
      .string()
      .regex(/^[a-z-]+:.+$/u, "is no mention's id: write it as its team's queue has it, like x:1001")
      .describe("the mention's id, like x:1001"),
    category: z
      .enum(Category.options, `is no category: there are ${categories}`)
      .describe(`what it is: ${categories}`),
    urgent: z.boolean().default(false).describe("it hurts now"),
    notUrgent: z.boolean().default(false).describe("it does not"),
    ...deskFlags,
  }),
  examples: ["npm run firstreply -- reclassify x:1001 service --urgent --by Ada --outputs outputs.json"],
  run: ({ mention, category, urgent, notUrgent, by, config: file, ...flags }, terminal) => {
    if (urgent && notUrgent) throw new UsageError("say --urgent or --not-urgent, not both");
    return withDeployment(flags, terminal, async (deployment) => {
      const { config, conversations, routing } = await openDesk(deployment, file);
      const step = await reclassifyMention({
        conversations,
        routing,
        keepsFeedback: config.learning.keepFeedback,
        mentionId: MentionId.parse(mention),
        correction: {
          source: "staff",
          by,
          category,
          confidence: 1,
          ...((urgent || notUrgent) && { urgent }),
        },
        now: systemWallClock.now(),
      });
      const told = outcomeOf(mention, step);
      terminal.print(terminal.isInteractive ? sentenceOf(told) : JSON.stringify(told));
      return told.outcome === "unknown" ? 1 : 0;
    });
  },
});

/** Nothing to do is no failure, unless the mention is not there to do anything with. */
const outcomeOf = (mention: string, step: Step) => {
  switch (step.kind) {
    case "commit": {
      const { id: conversationId, team, dueAt } = step.conversation;
      const isKept = step.feedback !== undefined;
      return { mention, outcome: "re-classified" as const, conversationId, team, dueAt, isKept };
    }
    case "messages":
      throw new Error("a re-classification writes no message");
    case "nothing":
      return step.reason === "said before"
        ? { mention, outcome: "as before" as const }
        : { mention, outcome: "unknown" as const, reason: step.reason };
  }
};

const sentenceOf = (told: ReturnType<typeof outcomeOf>): string => {
  switch (told.outcome) {
    case "re-classified":
      return `${told.mention} is with ${told.team} now${told.dueAt === null ? "" : `, to be answered by ${told.dueAt}`}`;
    case "as before":
      return `${told.mention} was judged so before: nothing to do`;
    case "unknown":
      return `${told.mention} cannot be judged: ${told.reason}`;
  }
};
