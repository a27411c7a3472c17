/** Whoever was paged hears what became of it: that somebody has it, that nothing is left to do, that it grew. */
import type { PageMessage } from "../../shared/contracts/page.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { pageMessage } from "./page-message.ts";
import type { Ports } from "./ports.ts";

type News = {
  readonly conversationId: ConversationId;
  readonly action: "acknowledge" | "resolve";
  readonly because: string;
};

export const tellPaged = async (ports: Ports, { conversationId, action, because }: News): Promise<void> => {
  const conversation = await ports.conversations.load(conversationId);
  if (conversation === null || conversation.pages.length === 0)
    return ports.telemetry.note("page.not-needed", { conversationId, reason: "nobody was paged" });
  await tellEach(ports, { conversation, action, because, count: 1 });
};

/** The page of the one that speaks for a group says for how many, in place. */
export const updatePages = (
  ports: Ports,
  { conversation, count }: { readonly conversation: Conversation; readonly count: number },
): Promise<void> =>
  tellEach(ports, { conversation, action: "update", because: `it stands for ${count} customers now`, count });

type Told = {
  readonly conversation: Conversation;
  readonly action: Exclude<PageMessage["action"], "trigger">;
  readonly because: string;
  readonly count: number;
};

/** Every page of it, under its own key. What one destination refuses fails, and the queue tries all of them again. */
const tellEach = async (ports: Ports, { conversation, action, because, count }: Told): Promise<void> => {
  const now = ports.wallClock.now();
  const turn = { reason: conversation.escalation?.reason ?? ("urgent" as const), why: "told" };
  const told = await Promise.allSettled(
    conversation.pages.map(async ({ id, responder = null, destinations }) => {
      const message = await pageMessage(ports, {
        conversation,
        turn,
        target: { responder, because },
        id,
        now,
        count,
      });
      for (const destination of destinations)
        await ports.pagers[destination]?.send({ ...message, action }, now);
    }),
  );
  const failed = told.find((one) => one.status === "rejected");
  ports.telemetry.note("page.told", { conversationId: conversation.id, action, pages: told.length });
  if (failed !== undefined) throw failed.reason;
};
