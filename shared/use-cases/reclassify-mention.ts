import type { MentionId } from "../domain/ids.ts";
import { reclassify, type Correction } from "../domain/judging/reclassify.ts";
import { inHands, route, type Routing } from "../domain/judging/route.ts";
import type { Step } from "../domain/conversation/step.ts";
import { homeOf } from "../domain/messages/stored-message.ts";
import type { ConversationStore } from "../ports/conversation-store.ts";
import { retryStep } from "./take-step.ts";

type Reclassification = {
  readonly conversations: ConversationStore;
  readonly routing: Routing;
  readonly keepsFeedback: boolean;
  readonly mentionId: MentionId;
  readonly correction: Correction;
  readonly now: Date;
};

/** Finds the conversation of a mention and has it judged anew, whoever says so: by hand, in the console, or a function. */
export const reclassifyMention = ({ conversations, routing, ...asked }: Reclassification): Promise<Step> =>
  retryStep({
    conversations,
    promises: routing.promises,
    about: asked.mentionId,
    look: async () => {
      const stored = await conversations.loadMessage(asked.mentionId);
      const home = homeOf(stored);
      const conversation = home === null ? null : await conversations.load(home);
      if (stored?.kind !== "mention" || conversation === null)
        return { before: null, step: { kind: "nothing", reason: "not known" } };
      const step = reclassify({
        ...asked,
        conversation,
        hours: routing.promises.calendars,
        route: (classification) =>
          inHands(stored.mention, { classification, team: route(classification, routing) }, routing),
      });
      return { before: conversation, step };
    },
  });
