import type { Action, Answered, Escalation, Hold } from "../../../functions/answer-page/escalation.ts";
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import type { ConversationId, ResponderId } from "../../../shared/domain/ids.ts";

/** An escalation in memory: whoever is first has the conversation, and the same asked twice is the same. */
export type MemoryEscalation = Escalation & {
  /** What was asked, in order: `ada acknowledge`. */
  readonly asked: string[];
  readonly hold: (conversationId: ConversationId, hold: Hold) => void;
};

export const memoryEscalation = (
  load: (id: ConversationId) => Promise<Conversation | null>,
): MemoryEscalation => {
  const holds = new Map<ConversationId, Hold>();
  const holdOf = (id: ConversationId): Hold => holds.get(id) ?? { kind: "nobody" };
  const asked: string[] = [];
  return {
    asked,
    hold: (id, hold) => void holds.set(id, hold),
    holdOf: ({ id }) => holdOf(id),
    answer: async ({ conversationId, by, action, at }) => {
      asked.push(`${by} ${action.kind}`);
      if (action.kind === "open") return { kind: "done", says: "" };
      if ((await load(conversationId))?.status !== "open") return tooLate;
      const hold = holdOf(conversationId);
      if (hold.kind !== "nobody" && hold.by !== by) return taken(hold, at);
      const after = holdAfter({ hold, by, action, at });
      holds.set(conversationId, after);
      return { kind: "done", says: words[action.kind] };
    },
  };
};

const tooLate: Answered = { kind: "too-late", says: "The customer was answered meanwhile." };

const words: Readonly<Record<Exclude<Action["kind"], "open">, string>> = {
  acknowledge: "You have it. Nobody else is woken.",
  decline: "Passed on. The next person is being woken.",
  snooze: "Put off. You will be woken again.",
};

const taken = (hold: Exclude<Hold, { kind: "nobody" }>, at: Date): Answered => {
  const since = hold.kind === "acknowledged" ? hold.since : at;
  return { kind: "taken", by: hold.by, since, says: "Somebody else has it." };
};

type Change = {
  readonly hold: Hold;
  readonly by: ResponderId;
  readonly action: Exclude<Action, { kind: "open" }>;
  readonly at: Date;
};

const holdAfter = ({ hold, by, action, at }: Change): Hold => {
  switch (action.kind) {
    case "acknowledge":
      return hold.kind === "acknowledged" ? hold : { kind: "acknowledged", by, since: at };
    case "decline":
      return { kind: "nobody" };
    case "snooze":
      return { kind: "snoozed", by, until: action.until };
  }
};
