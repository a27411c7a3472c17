/** Whoever needs no answer any more is none of those who wait: the page that stands for them says so, in place. */
import { isSpeaking } from "../../shared/domain/escalation/escalation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { PageGroup } from "../../shared/ports/page-groups.ts";
import type { Ports } from "./ports.ts";
import { updatePages } from "./tell-paged.ts";

type Member = { readonly group: string; readonly conversationId: ConversationId };

/** What is left of the group; null where nobody remembers it. */
export const leaveGroup = async (
  ports: Ports,
  { group, conversationId }: Member,
): Promise<PageGroup | null> => {
  const left = await ports.groups.leave({ group, conversationId });
  if (left === null || left.speaker === conversationId) return left;
  const conversation = await ports.conversations.load(left.speaker);
  if (conversation !== null && isSpeaking(conversation))
    await updatePages(ports, { conversation, count: left });
  return left;
};

/** Whoever was answered while it joined has told everybody so before it was in the group. */
export const leaveIfOver = async (ports: Ports, member: Member): Promise<void> => {
  const joined = await ports.conversations.load(member.conversationId);
  if (joined !== null && joined.status !== "open") await leaveGroup(ports, member);
};
