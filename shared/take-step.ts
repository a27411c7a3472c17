/**
 * The one small step the whole system repeats: load, decide, commit. Whoever commits first wins; everybody else loads
 * what they won and decides anew, so that concurrent deliveries of one thing end as one thing.
 */
import type { Conversation } from "./domain/conversation.ts";
import type { ConversationId, MentionId } from "./domain/ids.ts";
import type { Step } from "./domain/step.ts";
import type { StoredMessage } from "./domain/stored-message.ts";
import type { ConversationStore } from "./ports/conversation-store.ts";

const tries = 8;

type StepToTake = {
  readonly conversations: ConversationStore;
  readonly conversationId: ConversationId;
  /** A message whose key the decision may write: loaded only once a first try met something under it. */
  readonly messageId?: MentionId;
  readonly decide: (conversation: Conversation | null, stored: StoredMessage | null) => Step;
};

/** Takes the step and returns it. Rejects when others kept winning, so that the queue delivers the message again. */
export const takeStep = async ({
  conversations,
  conversationId,
  messageId,
  decide,
}: StepToTake): Promise<Step> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const [conversation, stored] = await Promise.all([
      conversations.load(conversationId),
      attempt === 1 || messageId === undefined ? null : conversations.loadMessage(messageId),
    ]);
    const step = decide(conversation, stored);
    if (step.kind === "nothing" || (await conversations.commit(step)) === "committed") return step;
    await pause(attempt);
  }
  throw new Error(`${conversationId} changed under ${tries} tries to commit`);
};

/** Long enough apart that two who collided do not collide again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
