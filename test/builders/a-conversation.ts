import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import { aJudgement } from "./a-judgement.ts";
import { aMention } from "./a-mention.ts";
import { hours } from "./a-policy.ts";

/** The conversation a step commits; a step that commits none fails the test. */
export const committed = (step: Step): Conversation => {
  if (step.kind !== "commit") throw new Error(`expected a commit, got ${JSON.stringify(step)}`);
  return step.conversation;
};

/** A conversation that one mention has just opened. */
export const aConversation = (mention = aMention(), judgement = aJudgement()): Conversation =>
  committed(hearMention({ hours, conversation: null, mention, judge: () => judgement, stored: null }));
