import type { Conversation, Page } from "../conversation/conversation.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";

/** Whether anybody still has to be woken because of this cause: not twice, and not after an answer. */
export const needsPage = (conversation: Conversation, pageId: string): boolean =>
  conversation.status === "open" && !hasPaged(conversation, pageId);

/** Remembers a page that was sent, so that its cause pages nobody again. */
export const recordPage = (conversation: Conversation, page: Page): Step =>
  hasPaged(conversation, page.id)
    ? { kind: "nothing", reason: "seen before" }
    : stepFrom(
        change(draftOf(conversation), { pages: [...conversation.pages, page] }, [
          { type: "PageSent", team: conversation.team, pageId: page.id, destinations: page.destinations },
        ]),
      );

const hasPaged = (conversation: Conversation, pageId: string): boolean =>
  conversation.pages.some(({ id }) => id === pageId);
