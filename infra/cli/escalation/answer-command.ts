/** What taking a page and declining it have in common as commands: whom it is about, who says so, and what came of it. */
import * as z from "zod";
import { answerPage } from "../../../shared/answer-page.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { PageAnswer } from "../../../shared/domain/escalation/answer-page.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { UsageError, type Terminal } from "../command.ts";
import { findConversation, openDesk } from "../conversations/open-desk.ts";
import { deploymentFlags, type DeploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";

export const answerInput = z.object({
  id: z.string().min(1).describe("a conversation, or anything said in it, like x:1001"),
  by: z.string().trim().min(1, "is empty").describe("who says so: a responder of the configuration"),
  config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
  ...deploymentFlags,
});

type Asked = DeploymentFlags & {
  readonly id: string;
  readonly by: string;
  readonly config?: string | undefined;
};

/** Exit code 0 where it is so now, 1 where it cannot be: it was answered, somebody else has it, nobody was asked. */
export const runAnswer = (
  { id, by, config: file, ...flags }: Asked,
  answer: PageAnswer,
  terminal: Terminal,
): Promise<number> =>
  withDeployment(flags, terminal, async (deployment) => {
    const { config, conversations, routing } = await openDesk(deployment, file);
    checkAsked(by, [...Object.keys(config.responders), ...config.catchAll]);
    const { id: conversationId } = await findConversation(conversations, id);
    const at = systemWallClock.now();
    const { promises } = routing;
    const { step } = await answerPage({ conversations, promises, conversationId, answer, by, at });
    const told =
      step.kind === "commit"
        ? { conversationId, outcome: "done", by, next: step.conversation.escalation?.nextAt ?? null }
        : { conversationId, outcome: "nothing", reason: step.kind === "nothing" ? step.reason : step.kind };
    terminal.print(terminal.isInteractive ? sentenceOf(told, answer) : JSON.stringify(told));
    return told.outcome === "done" || ("reason" in told && told.reason === "theirs already") ? 0 : 1;
  });

/** Where the configuration knows people, only they, or whoever stands behind the catch-all, take what customers wait for. */
const checkAsked = (by: string, known: readonly string[]): void => {
  if (known.length > 0 && !known.includes(by)) throw new UsageError(unknownName("responder", by, known));
};

type Told = { readonly conversationId: string } & (
  | { readonly outcome: string; readonly by: string; readonly next: string | null }
  | { readonly outcome: string; readonly reason: string }
);

const sentenceOf = (told: Told, { kind }: PageAnswer): string => {
  if ("reason" in told) return `${told.conversationId}: nothing to do, ${told.reason}`;
  if (kind === "decline") return `${told.conversationId} is passed on: whoever is next is asked`;
  return `${told.by} has ${told.conversationId}${told.next === null ? "" : `; unanswered by ${told.next}, it comes back`}`;
};
