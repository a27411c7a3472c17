/** Whoever was paged hears what became of it: that somebody has it, that nothing is left to do, that it grew. */
import type { PageMessage } from "../../shared/contracts/page.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Page } from "../../shared/domain/escalation/escalation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { GroupCount } from "../../shared/ports/page-groups.ts";
import { pageMessage } from "./page-message.ts";
import type { Ports } from "./ports.ts";

type News = {
  readonly conversationId: ConversationId;
  readonly action: "acknowledge" | "resolve";
  readonly because: string;
  readonly count: GroupCount;
};

export const tellPaged = async (ports: Ports, { conversationId, ...news }: News): Promise<void> => {
  const conversation = await ports.conversations.load(conversationId);
  if (conversation === null || conversation.pages.length === 0)
    return ports.telemetry.note("page.not-needed", { conversationId, reason: "nobody was paged" });
  await tellEach(ports, { conversation, pages: conversation.pages, ...news });
};

type Taken = { readonly conversationId: ConversationId; readonly by: string };

export const tellTaken = (ports: Ports, { conversationId, by }: Taken): Promise<void> =>
  tellPaged(ports, { conversationId, action: "acknowledge", because: hasIt(ports, by), count: nobodyElse });

/** Where it matters to nobody how many others wait. */
const nobodyElse: GroupCount = { waiting: 0, settled: 0 };

type TooLate = { readonly conversationId: ConversationId; readonly pageId: string };

/** One page woke somebody for what somebody else had by then, or what was over: they are told as it stands now. */
export const tellTooLate = async (ports: Ports, { conversationId, pageId }: TooLate): Promise<void> => {
  const conversation = await ports.conversations.load(conversationId);
  const pages = conversation?.pages.filter(({ id }) => id === pageId) ?? [];
  if (conversation === null || pages.length === 0) return;
  const { status, escalation } = conversation;
  const told = { conversation, pages, count: nobodyElse };
  if (status !== "open") return tellEach(ports, { ...told, action: "resolve", because: waitsNoMore });
  if (escalation?.state === "taken" && escalation.holder !== undefined)
    return tellEach(ports, { ...told, action: "acknowledge", because: hasIt(ports, escalation.holder) });
};

const hasIt = ({ onCall }: Ports, who: string): string => `${onCall.nameOf(who)} has it`;

type Counted = { readonly conversation: Conversation; readonly count: GroupCount };

/**
 * The page of the one that speaks for a group says for how many, in place. Should it be over by then, a pager would have
 * begun anew: it is told once more.
 */
export const updatePages = async (ports: Ports, { conversation, count }: Counted): Promise<void> => {
  const because = "many customers have the same trouble";
  await tellEach(ports, { conversation, pages: conversation.pages, action: "update", because, count });
  const { id: conversationId } = conversation;
  if ((await ports.conversations.load(conversationId))?.status === "open") return;
  await tellPaged(ports, { conversationId, action: "resolve", because: waitsNoMore, count: nobodyElse });
};

const waitsNoMore = "nobody waits for an answer any more";

type Told = {
  readonly conversation: Conversation;
  /** Those of its pages that are told. */
  readonly pages: readonly Page[];
  readonly action: Exclude<PageMessage["action"], "trigger">;
  readonly because: string;
  readonly count: GroupCount;
};

/** Every page, under its own key. What one destination refuses fails, and the queue tries all of them again. */
const tellEach = async (ports: Ports, { pages, ...news }: Told): Promise<void> => {
  const { conversation, action, because, count } = news;
  const now = ports.wallClock.now();
  const turn = { reason: conversation.escalation?.reason ?? ("urgent" as const), why: "told" };
  const told = await Promise.allSettled(
    pages.map(async (page) => {
      const { id, responder = null } = page;
      const target = { responder, because };
      const message = await pageMessage(ports, { conversation, turn, target, id, action, now, count });
      for (const destination of page.destinations) {
        const pager = ports.pagers[destination];
        if (pager?.isChat !== true || isNewestAt(destination, page, pages)) await pager?.send(message, now);
      }
    }),
  );
  const failed = told.find((one) => one.status === "rejected");
  ports.telemetry.note("page.told", { conversationId: conversation.id, action, pages: told.length });
  if (failed !== undefined) throw failed.reason;
};

/** What is said in a chat stays there: once is enough, however many pages went to it. */
const isNewestAt = (destination: string, { id }: Page, pages: readonly Page[]): boolean =>
  pages.findLast(({ destinations }) => destinations.includes(destination))?.id === id;
