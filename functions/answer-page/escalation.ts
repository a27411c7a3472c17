/** What the page asks of the escalation: it says what somebody wants, and shows who has the conversation. */
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { ConversationId, ResponderId } from "../../shared/domain/ids.ts";

/** What somebody who was woken may want. `open` is to read it: a page that was seen. */
export type Action =
  | { readonly kind: "open" }
  | { readonly kind: "acknowledge" }
  | { readonly kind: "decline" }
  | { readonly kind: "snooze"; readonly until: Date };

export type Asked = {
  readonly conversationId: ConversationId;
  readonly pageId: string;
  readonly by: ResponderId;
  readonly action: Action;
  readonly at: Date;
};

/** What came of it, in words for who asked; empty where the page says it all. The same asked twice is answered alike. */
export type Answered = { readonly says: string } & (
  | { readonly kind: "done" }
  /** The customer was answered meanwhile. */
  | { readonly kind: "too-late" }
  | { readonly kind: "taken"; readonly by: ResponderId; readonly since: Date }
  | { readonly kind: "nothing" }
);

/** Whose the conversation is at the moment. */
export type Hold =
  | { readonly kind: "nobody" }
  | { readonly kind: "acknowledged"; readonly by: ResponderId; readonly since: Date }
  | { readonly kind: "snoozed"; readonly by: ResponderId; readonly until: Date };

export type Escalation = {
  readonly answer: (asked: Asked) => Promise<Answered>;
  readonly holdOf: (conversation: Conversation, now: Date) => Hold;
};
