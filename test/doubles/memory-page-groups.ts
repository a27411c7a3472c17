import type { ConversationId } from "../../shared/domain/ids.ts";
import type { PageGroups } from "../../shared/ports/page-groups.ts";

export const memoryPageGroups = (): PageGroups => {
  const groups = new Map<string, { speaker: ConversationId; readonly members: Set<string> }>();
  return {
    join: async ({ group, conversationId }) => {
      const joined = groups.get(group) ?? { speaker: conversationId, members: new Set() };
      joined.members.add(conversationId);
      groups.set(group, joined);
      return { speaker: joined.speaker, count: joined.members.size };
    },
    takeOver: async ({ group, from, to }) => {
      const known = groups.get(group);
      if (known?.speaker !== from) return false;
      known.speaker = to;
      return true;
    },
  };
};
