/** What is handed over of the conversations that wait: what is promised and by when, and what somebody has already. */
import { isWaiting } from "../clocks/clock.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { ConversationId } from "../ids.ts";

/** A customer who waits, as far as it is told. */
export type OpenWork = {
  readonly conversationId: ConversationId;
  readonly team: string;
  /** When the first of its clocks runs out, or ran out; null where none runs. */
  readonly dueAt: string | null;
  /** Who has it, and until when before it comes back. */
  readonly held: { readonly by: string; readonly until: string | null } | null;
};

export type HandOver = {
  /** Nobody has these, and time runs: the soonest due first. */
  readonly promised: readonly OpenWork[];
  /** Somebody has these: what comes back first, first. */
  readonly held: readonly OpenWork[];
};

/** Of what is open only. */
export const handOverOf = (conversations: readonly Conversation[]): HandOver => {
  const open = conversations.filter(({ status }) => status === "open").map(openWorkOf);
  return {
    promised: open
      .filter(({ held, dueAt }) => held === null && dueAt !== null)
      .toSorted((one, other) => compare(one.dueAt, other.dueAt)),
    held: open
      .filter(({ held }) => held !== null)
      .toSorted((one, other) => compare(one.held?.until, other.held?.until)),
  };
};

const openWorkOf = ({ id, team, clocks, escalation }: Conversation): OpenWork => ({
  conversationId: id,
  team,
  dueAt:
    clocks
      .flatMap((clock) => (isWaiting(clock) && clock.state !== "paused" ? clock.dueAt : []))
      .toSorted()[0] ?? null,
  held:
    escalation?.state === "taken" && escalation.holder !== undefined
      ? { by: escalation.holder, until: escalation.nextAt }
      : null,
});

/** ISO instants in order; what has none is last. */
const compare = (one: string | null | undefined, other: string | null | undefined): number => {
  const [first, second] = [one ?? "9", other ?? "9"];
  return Number(first > second) - Number(first < second);
};
