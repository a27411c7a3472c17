/** What is known of a mention when its policy is looked up: the same whatever was heard before it. */
import type { Classification } from "../judging/classification.ts";
import { bare } from "../judging/find-rule.ts";
import type { TeamId } from "../ids.ts";
import type { Mention } from "../messages/mention.ts";
import { prioritise } from "../judging/priority.ts";
import type { PolicyBook, PolicyFacts } from "./sla-policy.ts";

/** The policies, and what only the configuration knows of who writes to whom. */
export type Promises = PolicyBook & {
  readonly brands: Readonly<Record<string, string>>;
  /** Authors by tier, each by the platform's id or by handle. */
  readonly authorTiers: Readonly<Record<string, readonly string[]>>;
};

/** As much of a mention as policies ask of it. */
export type Promised = Pick<Mention, "platform" | "channelId" | "public" | "author" | "createdAt">;

export const policyFacts = (
  mention: Promised,
  { classification, team }: { readonly classification: Classification; readonly team: TeamId },
  { brands, authorTiers }: Pick<Promises, "brands" | "authorTiers">,
): PolicyFacts => {
  const { category, urgent, language } = classification;
  return {
    category,
    urgent,
    priority: priorityOnArrival(mention, classification),
    team,
    channel: mention.channelId,
    platform: mention.platform,
    public: mention.public,
    brand: brands[mention.channelId] ?? null,
    language,
    authorTier: tierOf(mention.author, authorTiers),
  };
};

/** Without what depends on when it is asked and on what else was heard: how long they wait, how often they wrote. */
const priorityOnArrival = (
  { author, createdAt, public: isPublic }: Promised,
  { category, urgent, sentiment }: Classification,
): number => {
  const followers = isPublic ? (author.followers ?? null) : null;
  const facts = { category, urgent, sentiment, earlierContacts: 0, followers };
  return prioritise(facts, { since: createdAt, dueAt: null }, new Date(createdAt)).total;
};

const tierOf = ({ id, handle }: Promised["author"], tiers: Promises["authorTiers"]): string | null =>
  Object.entries(tiers).find(([, authors]) =>
    authors.some((name) => name === id || (handle !== null && bare(name) === bare(handle))),
  )?.[0] ?? null;
