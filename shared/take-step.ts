/**
 * The one small step the whole system repeats: load, decide, commit. Whoever commits first wins; everybody else loads
 * what they won and decides anew, so that concurrent deliveries of one thing end as one thing.
 */
import type { Conversation } from "./domain/conversation/conversation.ts";
import type { ConversationId } from "./domain/ids.ts";
import type { Step } from "./domain/conversation/step.ts";
import type { ConversationStore } from "./ports/conversation-store.ts";

const tries = 8;

type StepToTake = {
  readonly conversations: ConversationStore;
  readonly conversationId: ConversationId;
  readonly decide: (conversation: Conversation | null) => Step;
};

/** Takes a step of one conversation and returns it. */
export const takeStep = ({ conversations, conversationId, decide }: StepToTake): Promise<Step> =>
  retryStep({
    conversations,
    about: conversationId,
    look: async () => decide(await conversations.load(conversationId)),
  });

type StepToRetry = {
  readonly conversations: ConversationStore;
  /** Whose step this is, for the error. */
  readonly about: string;
  /** Loads what the decision needs and decides; told how often others have won so far. */
  readonly look: (conflicts: number) => Promise<Step>;
};

/** Looks and commits until nobody else was first. Rejects when others kept winning: the queue delivers it again. */
export const retryStep = async ({ conversations, about, look }: StepToRetry): Promise<Step> => {
  for (let conflicts = 0; conflicts < tries; conflicts += 1) {
    const step = await look(conflicts);
    if (step.kind === "nothing" || (await conversations.commit(step)) === "committed") return step;
    await pause(conflicts + 1);
  }
  throw new Error(`${about} changed under ${tries} tries to commit`);
};

/** Long enough apart that two who collided do not collide again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
