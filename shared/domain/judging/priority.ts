/**
 * How quickly somebody deserves an answer, as a sum of named parts that staff can read and argue with. No part is ever
 * below nothing, so nobody is worth less for what they are not: few followers cost nobody a place, and many are one
 * small part, capped. How long somebody has waited depends on the moment of asking; everything else stays as it is.
 */
import * as z from "zod";
import type { Category, Sentiment } from "./classification.ts";

const PriorityPart = z.strictObject({
  name: z.enum([
    "category",
    "urgency",
    "sentiment",
    "waiting time",
    "earlier contacts",
    "public reach",
    "suspected outage",
  ]),
  points: z.int().nonnegative(),
  /** In words a responder understands. */
  because: z.string().min(1),
});
export type PriorityPart = z.infer<typeof PriorityPart>;

export const Priority = z.strictObject({
  total: z.int().nonnegative(),
  parts: z.array(PriorityPart).min(1),
});
export type Priority = z.infer<typeof Priority>;

/** What a priority is made of, as far as it does not change. */
export type PriorityFacts = {
  readonly category: Category;
  readonly urgent: boolean;
  readonly sentiment: Sentiment;
  /** How often this person wrote before in this conversation. */
  readonly earlierContacts: number;
  /** Null where nobody but the brand can read it, or the platform does not say. */
  readonly followers: number | null;
};

/** Since when somebody waits, and by when they must have been answered, if a clock says so. */
export type Waiting = { readonly since: string; readonly dueAt: string | null };

export const prioritise = (facts: PriorityFacts, waiting: Waiting, now: Date): Priority =>
  summed([
    categoryPart(facts),
    urgencyPart(facts),
    sentimentPart(facts),
    waitingPart(waiting, now),
    earlierPart(facts),
    reachPart(facts),
  ]);

/** The same priority at another moment. */
export const priorityAt = ({ parts }: Pick<Priority, "parts">, waiting: Waiting, now: Date): Priority =>
  summed(parts.map((part) => (part.name === "waiting time" ? waitingPart(waiting, now) : part)));

/** The same priority, and something more that speaks for it. */
export const withPart = ({ parts }: Pick<Priority, "parts">, part: PriorityPart): Priority =>
  summed([...parts, part]);

const summed = (parts: readonly PriorityPart[]): Priority => ({
  total: parts.reduce((sum, { points }) => sum + points, 0),
  parts: [...parts],
});

const byCategory: Record<Category, Omit<PriorityPart, "name">> = {
  service: { points: 40, because: "needs help" },
  sales: { points: 20, because: "may buy something" },
  chatter: { points: 0, because: "asks for nothing" },
};

const bySentiment: Record<Sentiment, Omit<PriorityPart, "name">> = {
  negative: { points: 10, because: "is unhappy with the brand" },
  neutral: { points: 0, because: "says neither good nor bad" },
  positive: { points: 0, because: "is happy with the brand" },
};

const categoryPart = ({ category }: PriorityFacts): PriorityPart => ({
  name: "category",
  ...byCategory[category],
});

const urgencyPart = ({ urgent }: PriorityFacts): PriorityPart => ({
  name: "urgency",
  points: urgent ? 40 : 0,
  because: urgent ? "cannot wait: somebody should look within the hour" : "can wait its turn",
});

const sentimentPart = ({ sentiment }: PriorityFacts): PriorityPart => ({
  name: "sentiment",
  ...bySentiment[sentiment],
});

const minute = 60_000;

/** 20 points when the time is up and 30 half as long again; without a clock one an hour, and never more than 10. */
const waitingPart = ({ since, dueAt }: Waiting, now: Date): PriorityPart => {
  const waited = Math.max(0, now.getTime() - Date.parse(since));
  const spoken = `has waited ${spanOf(waited)}`;
  if (dueAt === null)
    return {
      name: "waiting time",
      points: Math.min(10, Math.floor(waited / (60 * minute))),
      because: spoken,
    };
  const allowed = Math.max(1, Date.parse(dueAt) - Date.parse(since));
  return {
    name: "waiting time",
    points: Math.min(30, Math.floor((20 * waited) / allowed)),
    because: `${spoken} of ${spanOf(allowed)}`,
  };
};

const earlierPart = ({ earlierContacts }: PriorityFacts): PriorityPart => ({
  name: "earlier contacts",
  points: Math.min(15, earlierContacts * 5),
  because:
    earlierContacts === 0
      ? "writes for the first time here"
      : `wrote ${earlierContacts === 1 ? "once" : `${earlierContacts} times`} before`,
});

/** One point for a thousand followers, and one more for each ten times as many, up to five. */
const reachPart = ({ followers }: PriorityFacts): PriorityPart => {
  const points = followers === null || followers < 1000 ? 0 : Math.min(5, String(followers).length - 3);
  return {
    name: "public reach",
    points,
    because: points === 0 ? "no large audience" : "has a large audience",
  };
};

const spanOf = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / minute);
  if (minutes < 1) return `${Math.floor(milliseconds / 1000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
};
