import type { Classification } from "./classification.ts";
import type { TeamId } from "./ids.ts";
import type { Judgement } from "./judgement.ts";

/** What a team answers: a category, or what the classifier is unsure of. */
type Takes = Classification["category"] | "unsure";

/** The routing table of a deployment, as its configuration states it. Every `Takes` is somebody's. */
export type Routing = {
  readonly unsureBelow: number;
  readonly teams: readonly {
    readonly id: TeamId;
    readonly takes: readonly Takes[];
    readonly replySeconds: number | null;
  }[];
};

/** Who answers this mention, and how soon. Category is not team: this is where one becomes the other. */
export const route = (classification: Classification, { unsureBelow, teams }: Routing): Judgement => {
  const wanted: Takes = classification.confidence < unsureBelow ? "unsure" : classification.category;
  const team = teams.find(({ takes }) => takes.includes(wanted));
  if (team === undefined) throw new Error(`no team takes ${wanted}`);
  return { classification, team: team.id, replySeconds: team.replySeconds };
};
