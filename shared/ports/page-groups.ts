import type { ConversationId } from "../domain/ids.ts";

type Member = { readonly group: string; readonly conversationId: ConversationId };

/** One page for many: of the conversations of a group one speaks for all, and is handed up for them. */
export type PageGroups = {
  /** Joins those who wait, as the one that speaks for them where there is none; joining again changes nothing. */
  readonly join: (member: Member & { readonly now: Date }) => Promise<PageGroup>;
  /** Is one of those who need no answer any more; leaving again changes nothing. Null where nobody remembers the group. */
  readonly leave: (member: Member) => Promise<PageGroup | null>;
  /** Null where nobody remembers it. */
  readonly look: (group: string) => Promise<PageGroup | null>;
  /** Speaks for the group from now on, in the place of one that does no more. False where somebody else was first. */
  readonly takeOver: (change: {
    readonly group: string;
    readonly from: ConversationId;
    readonly to: ConversationId;
  }) => Promise<boolean>;
};

export type PageGroup = GroupCount & { readonly speaker: ConversationId };

/** How many of its conversations wait for an answer, and how many need none any more. */
export type GroupCount = { readonly waiting: number; readonly settled: number };
