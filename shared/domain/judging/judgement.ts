import type { Category, Classification } from "./classification.ts";
import type { TeamId } from "../ids.ts";
import type { AppliedPolicy } from "../promises/sla-policy.ts";

/** What was judged of a mention before anything is decided: what it is, who answers it, and what it is promised. */
export type Judgement = {
  readonly classification: Classification;
  readonly team: TeamId;
  readonly policy: AppliedPolicy;
};

type Judged = Pick<Judgement, "classification" | "team">;

const gravity: Record<Category, number> = { service: 2, sales: 1, chatter: 0 };

const gravityOf = ({ category, urgent }: Classification): number => gravity[category] * 2 + Number(urgent);

/**
 * The judgement a conversation goes by: a complaint behind a compliment is a complaint, and of two complaints the urgent
 * one counts. Of two alike, the first.
 */
export const gravest = <One extends Judged, Other extends Judged>(first: One, second: Other): One | Other =>
  gravityOf(second.classification) > gravityOf(first.classification) ? second : first;

/** What holds of words that were changed: their own judgement; where somebody judged who knows, only a graver one. */
export const judgedAnew = <Known extends Judged & { readonly reclassified?: unknown }>(
  known: Known,
  judgement: Judgement,
): Known | Judgement => (known.reclassified === undefined ? judgement : gravest(known, judgement));
