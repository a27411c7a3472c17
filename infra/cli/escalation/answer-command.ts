/** What taking a page and declining it have in common as commands: whom it is about, who says so, and what came of it. */
import * as z from "zod";
import { answerPage } from "../../../shared/use-cases/answer-page.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { PageAnswer } from "../../../shared/domain/escalation/answer-page.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { UsageError, type Terminal } from "../command.ts";
import { findConversation, openDesk } from "../conversations/open-desk.ts";
import { deploymentFlags, type DeploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { holderBesides, sentenceOf, toldOf } from "./answer-words.ts";

export const answerInput = z.object({
  id: z.string().min(1).describe("a conversation, or anything said in it, like x:1001"),
  by: z
    .string()
    .trim()
    .min(1, "is empty: write a name")
    .describe("who says so: a responder of the configuration"),
  config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
  ...deploymentFlags,
});

type Asked = DeploymentFlags & {
  readonly id: string;
  readonly by: string;
  readonly config?: string | undefined;
  /** Does not ask whether to take it from somebody else. */
  readonly yes?: boolean;
};

/** Exit code 0 where it is so now, 1 where it cannot be: it was answered, somebody else has it, nobody was asked. */
export const runAnswer = (
  { id, by, config: file, yes = false, ...flags }: Asked,
  answer: PageAnswer,
  terminal: Terminal,
): Promise<number> =>
  withDeployment(flags, terminal, async (deployment) => {
    const { config, conversations, routing } = await openDesk(deployment, file);
    checkAsked(by, [...Object.keys(config.responders), ...config.catchAll]);
    const found = await findConversation(conversations, id);
    const holder = answer.kind === "decline" ? null : holderBesides(by, found);
    if (holder !== null && !yes && !(await agrees(`${holder} has ${found.id}: take it over?`, terminal))) {
      terminal.warn(`Nothing was changed: ${holder} has it.`);
      return 1;
    }
    const at = systemWallClock.now();
    const asked = { conversations, promises: routing.promises, conversationId: found.id, answer, by, at };
    const told = toldOf({ conversationId: found.id, by, ...(await answerPage(asked)) });
    terminal.print(terminal.isInteractive ? sentenceOf(told, answer) : JSON.stringify(told));
    return told.outcome === "done" || told.reason === "theirs already" ? 0 : 1;
  });

/** Where nobody can be asked, whoever takes it knows what they do, and is told from whom. */
const agrees = async (question: string, { confirm }: Terminal): Promise<boolean> =>
  confirm === undefined || confirm(question);

/** Where the configuration knows people, only they, or whoever stands behind the catch-all, take what customers wait for. */
const checkAsked = (by: string, known: readonly string[]): void => {
  if (known.length > 0 && !known.includes(by)) throw new UsageError(unknownName("responder", by, known));
};
