import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Target } from "../../shared/domain/escalation/climb.ts";
import { pageIdOf, type Page } from "../../shared/domain/escalation/escalation.ts";
import type { Plan } from "../../shared/domain/escalation/plan-pages.ts";
import type { GroupCount } from "../../shared/ports/page-groups.ts";
import { pageMessage } from "./page-message.ts";
import type { Ports } from "./ports.ts";
import type { Turn } from "./turn.ts";

export type Reached = Page;

type Sending = {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly plan: Plan;
  readonly now: Date;
  readonly count: GroupCount;
};

/** Everybody of a level at once. Of one person's destinations the first that takes the page is enough. */
export const sendPages = async (ports: Ports, sending: Sending): Promise<Reached[]> => {
  const tried = await Promise.all(sending.plan.targets.map((target) => sendTo(ports, sending, target)));
  return tried.flatMap((page) => page ?? []);
};

const sendTo = async (ports: Ports, sending: Sending, target: Target): Promise<Reached | null> => {
  const { conversation, plan, now } = sending;
  const { responder, destinations } = target;
  const id = pageIdOf(conversation.id, plan.turn, responder ?? destinations.join("+"));
  const message = await pageMessage(ports, { ...sending, target, id, action: "trigger" });
  for (const destination of destinations) {
    const pager = ports.pagers[destination];
    if (pager === undefined) throw new Error(`no destination is called ${destination}`);
    try {
      await pager.send(message, now);
      return {
        id,
        sentAt: now.toISOString(),
        ...(responder === null ? {} : { responder }),
        destinations: [destination],
      };
    } catch (error) {
      ports.telemetry.count("PageFailed");
      ports.telemetry.warn("page.failed", error, { destination, pageId: id });
    }
  }
  return null;
};
