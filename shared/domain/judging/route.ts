import type { Category, Classification } from "./classification.ts";
import type { TeamId } from "../ids.ts";
import type { Judgement } from "./judgement.ts";
import { policyFacts, type Promised, type Promises } from "../promises/policy-facts.ts";
import { applyPolicy } from "../promises/sla-policy.ts";

/** What a team answers: a category, or what the classifier is unsure of. */
type Takes = Category | "unsure";

/** The routing table of a deployment, as its configuration states it. Every `Takes` is somebody's. */
export type Routing = {
  /** From which probability on a mention is of a category; below, a person says what it is. */
  readonly unsureBelow: Readonly<Record<Category, number>>;
  readonly teams: readonly {
    readonly id: TeamId;
    readonly takes: readonly Takes[];
  }[];
  readonly promises: Promises;
};

/** Who answers a mention. Category is not team: this is where one becomes the other. */
export const route = ({ category, confidence }: Classification, { unsureBelow, teams }: Routing): TeamId => {
  const wanted: Takes = confidence < unsureBelow[category] ? "unsure" : category;
  const team = teams.find(({ takes }) => takes.includes(wanted));
  if (team === undefined) throw new Error(`no team takes ${wanted}`);
  return team.id;
};

/** To a team of its own, whatever that team takes. */
export const routeTo = (id: TeamId, { teams }: Routing): TeamId => {
  const team = teams.find((each) => each.id === id);
  if (team === undefined) throw new Error(`no team is called ${id}`);
  return team.id;
};

/** What a mention that is so classified, and answered by that team, is promised. */
export const inHands = (
  mention: Promised,
  judged: Pick<Judgement, "classification" | "team">,
  { promises }: Pick<Routing, "promises">,
): Judgement => ({ ...judged, policy: applyPolicy(policyFacts(mention, judged, promises), promises) });
