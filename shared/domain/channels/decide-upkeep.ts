/**
 * What a channel needs, told from what its platform says of it and what is remembered. The order is the order in which
 * it is done: a token first, because nothing else works without one; then the webhook, so that nothing more is missed;
 * then what was missed.
 */
import type { ChannelMemory, Outage, Refusal } from "./channel-memory.ts";
import { leftToSpend, type Budget } from "./spend.ts";

export type Upkeep =
  | { readonly kind: "refresh" }
  /** Register and subscribe again, whatever half of it exists. */
  | { readonly kind: "revive" }
  /** Have the platform deliver again what it tried to deliver in between. */
  | { readonly kind: "replay"; readonly from: Date; readonly to: Date }
  /** Look for what was never pushed, for so much money at most. */
  | { readonly kind: "search"; readonly since: Date; readonly dollars: number };

type Seen = {
  readonly memory: ChannelMemory;
  readonly subscription: {
    readonly state: "active" | "invalid" | "missing" | "partial";
    readonly tokenExpiresAt?: string | undefined;
  };
  readonly platform: PlatformAbility;
  readonly now: Date;
};

/** What its platform lets us do for a channel. */
export type PlatformAbility = {
  readonly refreshes: boolean;
  readonly replays: boolean;
  /** `always` where push has gaps and reading costs money, `afterOutage` where reading is free and push is whole. */
  readonly searches: "always" | "afterOutage" | "never";
  readonly budget: Budget;
};

const minute = 60_000;
const hour = 60 * minute;

/** A token that would not outlive the next look, and one more. */
const expiresSoon = 40 * minute;

/**
 * X takes a span that began 31 minutes ago and ended ten, keeps a day, and advises jobs of two hours, one at a time.
 * https://docs.x.com/x-api/webhooks/create-replay-job-for-webhook
 */
const replay = { fromAge: 32 * minute, toAge: 12 * minute, kept: 24 * hour, longest: 2 * hour };

/** What happened at the same moment is not always listed at once. */
const overlap = 2 * minute;
/** How far back the first look goes, and the furthest any does: X's search knows a week. */
const firstSearch = 24 * hour;
const furthestSearch = 6.5 * 24 * hour;
/** X's shortest list costs half a cent. */
const leastDollars = 0.005;

export const decideUpkeep = (seen: Seen): readonly Upkeep[] =>
  [refreshing(seen), reviving(seen), replaying(seen), searching(seen)].filter((step) => step !== null);

const refreshing = ({ subscription, platform, now }: Seen): Upkeep | null => {
  const { tokenExpiresAt } = subscription;
  if (!platform.refreshes || tokenExpiresAt === undefined) return null;
  return Date.parse(tokenExpiresAt) - now.getTime() < expiresSoon ? { kind: "refresh" } : null;
};

const reviving = ({ subscription }: Seen): Upkeep | null =>
  subscription.state === "active" ? null : { kind: "revive" };

const replaying = ({ memory: { outage }, platform, now }: Seen): Upkeep | null => {
  if (!platform.replays || outage === null || outage.to === null) return null;
  const from = Math.max(Date.parse(outage.replayedTo), now.getTime() - replay.kept + minute);
  const to = Math.min(Date.parse(outage.to), from + replay.longest);
  const isSettled = from <= now.getTime() - replay.fromAge && to <= now.getTime() - replay.toAge;
  return isSettled && from < to ? { kind: "replay", from: new Date(from), to: new Date(to) } : null;
};

const searching = ({ memory, platform, now }: Seen): Upkeep | null => {
  switch (platform.searches) {
    case "never":
      return null;
    case "afterOutage": {
      if (memory.outage === null || memory.outage.isSearched) return null;
      const from = [memory.outage.from, memory.searchedTo ?? ""].toSorted().at(-1) ?? "";
      return { kind: "search", since: since(from, now), dollars: 0 };
    }
    case "always": {
      const dollars = Math.min(leftToSpend(memory, platform.budget, now), oneSearch(platform.budget));
      const from = memory.searchedTo ?? new Date(now.getTime() - firstSearch).toISOString();
      return dollars < leastDollars ? null : { kind: "search", since: since(from, now), dollars };
    }
  }
};

/** What breaks off halfway counts as paid for: a quarter of a day's money, so that one bad moment is not the day. */
const oneSearch = ({ dollarsPerDay }: Budget): number =>
  Math.max(leastDollars, Math.floor(dollarsPerDay * 250) / 1000);

const since = (from: string, now: Date): Date =>
  new Date(Math.max(Date.parse(from) - overlap, now.getTime() - furthestSearch));

/** The memory without an outage that nothing can be done about any more. */
export const closeOutage = (memory: ChannelMemory, platform: PlatformAbility, now: Date): ChannelMemory =>
  memory.outage !== null && isMadeGood(memory.outage, platform, now) ? { ...memory, outage: null } : memory;

const isMadeGood = (
  { to, replayedTo, isSearched }: Outage,
  platform: PlatformAbility,
  now: Date,
): boolean => {
  if (to === null) return false;
  const isForgotten = now.getTime() - Date.parse(to) > replay.kept;
  const isReplayed = !platform.replays || replayedTo >= to || isForgotten;
  return isReplayed && (isSearched || platform.searches !== "afterOutage");
};

/** The longest share of calls any platform counts. */
const longestWait = 24 * hour;

/**
 * How long a refused channel is left alone: longer each time, an hour at most, or until the platform said; but never for
 * days, whatever it said, because then nobody would look after the channel.
 */
export const refused = (
  known: Refusal | null,
  refusal: { readonly reason: string; readonly againAt: Date | undefined },
  now: Date,
): Refusal => {
  const times = (known?.times ?? 0) + 1;
  const backOff = Math.min(hour, 5 * minute * 2 ** Math.min(times - 1, 10));
  const againAt = refusal.againAt?.getTime() ?? now.getTime() + backOff;
  return {
    since: known?.since ?? now.toISOString(),
    times,
    reason: refusal.reason,
    againAt: new Date(Math.min(againAt, now.getTime() + longestWait)).toISOString(),
  };
};

/** A platform has its own bad hours: only one that has refused us for an hour on end needs a person. */
export const needsPerson = ({ since: refusedSince }: Refusal, now: Date): boolean =>
  now.getTime() - Date.parse(refusedSince) >= hour;
