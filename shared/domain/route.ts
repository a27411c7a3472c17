import type { Category, Classification } from "./classification.ts";
import type { TeamId } from "./ids.ts";
import type { Judgement } from "./judgement.ts";

/** What a team answers: a category, or what the classifier is unsure of. */
type Takes = Category | "unsure";

/** How long a customer of this team may wait; null runs no clock. */
export type ReplySeconds = { readonly urgent: number | null; readonly normal: number | null };

/** The routing table of a deployment, as its configuration states it. Every `Takes` is somebody's. */
export type Routing = {
  /** From which probability on a mention is of a category; below, a person says what it is. */
  readonly unsureBelow: Readonly<Record<Category, number>>;
  readonly teams: readonly {
    readonly id: TeamId;
    readonly takes: readonly Takes[];
    readonly replySeconds: ReplySeconds;
  }[];
};

/** Who answers this mention, and how soon. Category is not team: this is where one becomes the other. */
export const route = (classification: Classification, { unsureBelow, teams }: Routing): Judgement => {
  const { category, confidence } = classification;
  const wanted: Takes = confidence < unsureBelow[category] ? "unsure" : category;
  const team = teams.find(({ takes }) => takes.includes(wanted));
  if (team === undefined) throw new Error(`no team takes ${wanted}`);
  return inHands(classification, team);
};

/** To a team of its own, whatever that team takes. */
export const routeTo = (classification: Classification, id: TeamId, { teams }: Routing): Judgement => {
  const team = teams.find((each) => each.id === id);
  if (team === undefined) throw new Error(`no team is called ${id}`);
  return inHands(classification, team);
};

const inHands = (
  classification: Classification,
  { id, replySeconds }: Routing["teams"][number],
): Judgement => ({
  classification,
  team: id,
  replySeconds: classification.urgent ? replySeconds.urgent : replySeconds.normal,
});
