import type { ConversationId } from "../../shared/domain/ids.ts";
import { leaveGroup } from "./leave-group.ts";
import type { Ports } from "./ports.ts";
import { tellPaged } from "./tell-paged.ts";

type Over = { readonly conversationId: ConversationId; readonly because: string };

/** Nobody waits any more: whoever was paged hears it, and how many others wait whom that page stood for. */
export const tellOver = async (ports: Ports, { conversationId, because }: Over): Promise<void> => {
  const conversation = await ports.conversations.load(conversationId);
  const group = conversation?.status === "open" ? undefined : conversation?.escalation?.group;
  const left = group === undefined ? null : await leaveGroup(ports, { group, conversationId });
  const count = left ?? { waiting: 0, settled: 0 };
  await tellPaged(ports, { conversationId, action: "resolve", because, count });
};
