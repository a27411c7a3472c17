import type { ConversationId } from "../domain/ids.ts";

/** One page for many: of the conversations of a group one speaks for all, and is handed up for them. */
export type PageGroups = {
  /** Joins a group, as the one that speaks for it where there is none; joining again changes nothing. */
  readonly join: (member: {
    readonly group: string;
    readonly conversationId: ConversationId;
    readonly now: Date;
  }) => Promise<PageGroup>;
  /** Speaks for the group from now on, in the place of one that does no more. False where somebody else was first. */
  readonly takeOver: (change: {
    readonly group: string;
    readonly from: ConversationId;
    readonly to: ConversationId;
  }) => Promise<boolean>;
};

type PageGroup = {
  readonly speaker: ConversationId;
  /** How many conversations have joined. */
  readonly count: number;
};
