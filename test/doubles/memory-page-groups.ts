import type { ConversationId } from "../../shared/domain/ids.ts";
import type { PageGroup, PageGroups } from "../../shared/ports/page-groups.ts";

type Known = { speaker: ConversationId; readonly waiting: Set<string>; readonly settled: Set<string> };

const asSeen = ({ speaker, waiting, settled }: Known): PageGroup => ({
  speaker,
  waiting: waiting.size,
  settled: settled.size,
});

export const memoryPageGroups = (): PageGroups => {
  const groups = new Map<string, Known>();
  const look = async (group: string): Promise<PageGroup | null> => {
    const known = groups.get(group);
    return known === undefined ? null : asSeen(known);
  };
  return {
    join: async ({ group, conversationId }) => {
      const joined = groups.get(group) ?? {
        speaker: conversationId,
        waiting: new Set(),
        settled: new Set(),
      };
      joined.waiting.add(conversationId);
      joined.settled.delete(conversationId);
      groups.set(group, joined);
      return asSeen(joined);
    },
    leave: async ({ group, conversationId }) => {
      const known = groups.get(group);
      if (known?.waiting.delete(conversationId)) known.settled.add(conversationId);
      return look(group);
    },
    look,
    takeOver: async ({ group, from, to }) => {
      const known = groups.get(group);
      if (known?.speaker !== from) return false;
      known.speaker = to;
      return true;
    },
  };
};
