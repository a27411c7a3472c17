/**
 * The one small step the whole system repeats: load, decide, commit. Whoever commits first wins; everybody else loads
 * what they won and decides anew, so that concurrent deliveries of one thing end as one thing. With the same write go
 * the day's counters, by what the step changed.
 */
import type { Conversation } from "../domain/conversation/conversation.ts";
import type { Step } from "../domain/conversation/step.ts";
import type { ConversationId } from "../domain/ids.ts";
import { hoursOfTeam } from "../domain/promises/hours-of-team.ts";
import type { PolicyBook } from "../domain/promises/sla-policy.ts";
import { countChanges } from "../domain/reports/daily-counts.ts";
import type { ConversationStore } from "../ports/conversation-store.ts";

const tries = 8;

/** Where steps are taken, and what is promised there. */
export type StepPlace = {
  readonly conversations: ConversationStore;
  readonly promises: Pick<PolicyBook, "calendars" | "hours">;
};

type StepToTake = StepPlace & {
  readonly conversationId: ConversationId;
  readonly decide: (conversation: Conversation | null) => Step;
};

/** Takes a step of one conversation and returns it. */
export const takeStep = ({ conversationId, decide, ...place }: StepToTake): Promise<Step> =>
  retryStep({
    ...place,
    about: conversationId,
    look: async () => {
      const before = await place.conversations.load(conversationId);
      return { before, step: decide(before) };
    },
  });

/** A decision, and the conversation it was made about: null for one that is not there yet, or that it does not touch. */
type Decision = { readonly before: Conversation | null; readonly step: Step };

type StepToRetry = StepPlace & {
  /** Whose step this is, for the error. */
  readonly about: string;
  /** Loads what the decision needs and decides; told how often others have won so far. */
  readonly look: (conflicts: number) => Promise<Decision>;
};

/** Looks and commits until nobody else was first. Rejects when others kept winning: the queue delivers it again. */
export const retryStep = async ({ conversations, promises, about, look }: StepToRetry): Promise<Step> => {
  for (let conflicts = 0; conflicts < tries; conflicts += 1) {
    const step = counted(await look(conflicts), promises);
    if (step.kind === "nothing" || (await conversations.commit(step)) === "committed") return step;
    await pause(conflicts + 1);
  }
  throw new Error(`${about} changed under ${tries} tries to commit`);
};

const counted = ({ before, step }: Decision, promises: StepPlace["promises"]): Step => {
  if (step.kind !== "commit") return step;
  const counts = countChanges(before, step.conversation, (team) => hoursOfTeam(promises, team));
  return counts.length === 0 ? step : { ...step, counts };
};

/** Long enough apart that two who collided do not collide again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
