import type { Classification } from "./classification.ts";
import type { TeamId } from "./ids.ts";

/** What was judged of a mention before anything is decided: what it is, who answers it, and how soon. */
export type Judgement = {
  readonly classification: Classification;
  readonly team: TeamId;
  /** Seconds the customer may wait for a reply; null when this team runs no clock. */
  readonly replySeconds: number | null;
};
