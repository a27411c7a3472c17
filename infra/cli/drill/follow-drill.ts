/** Follows a drill through the pipeline: how long each step took, and whom it reached. */
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import type { Page } from "../../../shared/domain/escalation/escalation.ts";

export type DrillStep = {
  readonly step: "queued" | "judged" | "paged";
  readonly ms: number;
  readonly says: string;
};

export type Followed = {
  readonly steps: readonly DrillStep[];
  /** Who was paged; none when nobody was, within the time there was. */
  readonly pages: readonly Page[];
};

type Ports = {
  /** Resolves once the mention is on the intake queue. */
  readonly put: () => Promise<void>;
  readonly load: () => Promise<Conversation | null>;
  readonly now: () => Date;
  /** Between two looks. */
  readonly pause: () => Promise<void>;
  readonly tell: (step: DrillStep) => void;
  /** Whether nobody waits for it any more. It is followed until there is something to close, all the same. */
  readonly isBrokenOff?: () => boolean;
};

export const followDrill = async (ports: Ports, patienceMs: number): Promise<Followed> => {
  const startedAt = ports.now().getTime();
  const steps: DrillStep[] = [];
  const done = (step: DrillStep["step"], says: string, at = ports.now()): void => {
    const told = { step, ms: at.getTime() - startedAt, says };
    steps.push(told);
    ports.tell(told);
  };
  await ports.put();
  done("queued", "on the intake queue");
  while (ports.now().getTime() - startedAt < patienceMs) {
    const conversation = await ports.load();
    if (conversation !== null && steps.length === 1)
      done("judged", `urgent service, with team ${conversation.team}`);
    if (conversation !== null && conversation.pages.length > 0) {
      for (const page of conversation.pages) done("paged", reachedWords(page), new Date(page.sentAt));
      return { steps, pages: conversation.pages };
    }
    if (conversation !== null && ports.isBrokenOff?.() === true) break;
    await ports.pause();
  }
  return { steps, pages: [] };
};

const reachedWords = ({ responder, destinations }: Page): string =>
  responder === undefined ? `at ${destinations.join(", ")}` : `${responder}, at ${destinations.join(", ")}`;
