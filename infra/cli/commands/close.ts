/** Says that a conversation is done: its clocks end. Its author may go on, and then it is open again. */
import * as z from "zod";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { close } from "../../../shared/domain/conversation/close.ts";
import { takeStep } from "../../../shared/use-cases/take-step.ts";
import { defineCommand } from "../command.ts";
import { findConversation, openDesk } from "../conversations/open-desk.ts";
import { deskFlags } from "../conversations/desk-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";

export const closeCommand = defineCommand({
  name: "close",
  summary: "Says that a conversation is done: its clocks end, until its author goes on.",
  positionals: ["id"],
  input: z.object({
    id: z.string().min(1).describe("a conversation, or anything said in it, like x:1001"),
    ...deskFlags,
  }),
  examples: ["npm run firstreply -- close x:1001 --by Ada"],
  run: ({ id, by, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const { conversations, routing } = await openDesk(deployment, file);
      const { id: conversationId } = await findConversation(conversations, id);
      const { calendars: hours } = routing.promises;
      const step = await takeStep({
        conversations,
        promises: routing.promises,
        conversationId,
        decide: (conversation) =>
          conversation === null
            ? { kind: "nothing", reason: "gone" }
            : close({ conversation, by, at: systemWallClock.now(), hours }),
      });
      const outcome = step.kind === "nothing" ? `is ${step.reason} already` : "is closed";
      const told = { conversationId, outcome };
      terminal.print(terminal.isInteractive ? `${conversationId} ${outcome}` : JSON.stringify(told));
      return 0;
    }),
});
