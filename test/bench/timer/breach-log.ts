/**
 * When each breach was committed: the instant at which the table had taken the commit, as the gateway saw its answer
 * pass. That is the truth a customer is owed; what the function says of its own lateness ends before it.
 */
import type { Interceptor } from "../../../infra/local/gateway/interceptor.ts";
import { breachesIn, headWrites } from "../../faults/written-heads.ts";

export type Commit = {
  /** When it was asked for, which was no earlier than it was decided. */
  readonly askedAt: number;
  readonly committedAt: number;
  /** What the breach says its clock was due at. */
  readonly dueAt: string;
};

export type BreachLog = {
  /** Put it between the gateway and its services. */
  readonly interceptor: Interceptor;
  readonly commitsOf: (conversationId: string) => readonly Commit[];
};

export const createBreachLog = (): BreachLog => {
  const commits = new Map<string, Commit[]>();
  return {
    interceptor: async (call, next) => {
      const askedAt = Date.now();
      const answer = await next(call);
      const committedAt = Date.now();
      if (!headWrites.has(call.operation) || answer.status !== 200) return answer;
      for (const { conversationId, dueAt } of breachesIn(call.body))
        commits.set(conversationId, [
          ...(commits.get(conversationId) ?? []),
          { askedAt, committedAt, dueAt },
        ]);
      return answer;
    },
    commitsOf: (conversationId) => commits.get(conversationId) ?? [],
  };
};
