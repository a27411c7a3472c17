import type { Conversation } from "../domain/conversation/conversation.ts";
import type { Step } from "../domain/conversation/step.ts";
import { answerPage as decideAnswer, type PageAnswer } from "../domain/escalation/answer-page.ts";
import type { ConversationId } from "../domain/ids.ts";
import { takeStep, type StepPlace } from "./take-step.ts";

type Asked = StepPlace & {
  readonly conversationId: ConversationId;
  readonly answer: PageAnswer;
  readonly by: string;
  readonly at: Date;
};

/** What somebody said to a page: taken, declined or put off. The conversation is as it stood before they said so. */
export const answerPage = async ({
  conversations,
  promises,
  conversationId,
  answer,
  by,
  at,
}: Asked): Promise<{ readonly before: Conversation | null; readonly step: Step }> => {
  let before: Conversation | null = null;
  const step = await takeStep({
    conversations,
    promises,
    conversationId,
    decide: (conversation) => {
      before = conversation;
      if (conversation === null) return { kind: "nothing", reason: "gone" };
      return decideAnswer({ conversation, answer, by, at, hours: promises.calendars });
    },
  });
  return { before, step };
};
