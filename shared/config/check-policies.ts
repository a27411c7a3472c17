/** What single policies cannot tell: that there is one for everything, that each can hold, and that what they name exists. */
import { Category } from "../domain/judging/classification.ts";
import { Platform } from "../domain/platform.ts";
import { clockNames, type SlaPolicy, type When } from "../domain/promises/policy-shape.ts";
import type { Refuse } from "./check-rules.ts";

type Channel = { readonly platform: string; readonly brand?: string | undefined };

/** What policies may name; null where nobody knows, and everything may be named. */
export type Named = {
  readonly calendars: Readonly<Record<string, unknown>>;
  readonly teams: Readonly<Record<string, unknown>> | null;
  readonly channels: Readonly<Record<string, Channel>> | null;
  readonly authorTiers: Readonly<Record<string, unknown>> | null;
};

export const checkPolicies = (policies: readonly SlaPolicy[], named: Named, refuse: Refuse): void => {
  if (!policies.some(({ when }) => when === "default"))
    refuse([], 'none is the default: end with one whose when is "default"');
  policies.forEach((policy, index) => {
    const refuseHere: Refuse = (path, message) => refuse([index, ...path], message);
    const earlier = policies.slice(0, index);
    checkNames(policy, named, refuseHere);
    if (earlier.some(({ name }) => name === policy.name))
      refuseHere(["name"], `"${policy.name}" is the name of an earlier policy: give each its own`);
    if (isNowhere(policy.when, named))
      return refuseHere(["when"], "can never hold: no channel is all that at once");
    const winner = earlier.find(({ when }) => covers(when, policy.when, named));
    if (winner !== undefined)
      refuseHere(
        [],
        `can never hold: "${winner.name}" holds whenever it does, and comes first. Move it up, or take it out`,
      );
  });
};

/** What a pipeline would pass over in silence is refused, not believed. */
export const checkRuns = (policies: readonly SlaPolicy[], refuse: Refuse): void =>
  policies.forEach(({ targets, pauseWhile = [] }, index) => {
    if (pauseWhile.length > 0 && targets.resolution === undefined)
      refuse(
        [index, "pauseWhile"],
        "pauses nothing: only a resolution pauses, and this policy has no target for it",
      );
    const never = pauseWhile.findIndex((status) => status !== "answered");
    if (never >= 0)
      refuse(
        [index, "pauseWhile", never],
        'is no time in which a resolution may wait: write "answered", while the customer has the last word to say',
      );
  });

const checkNames = ({ when, targets }: SlaPolicy, named: Named, refuse: Refuse): void => {
  const check = (kind: "team" | "channel" | "author tier", field: keyof When, known: object | null) => {
    const wanted = when === "default" ? undefined : when[field];
    if (known === null || !Array.isArray(wanted)) return;
    wanted.forEach((name, index) => {
      if (!Object.hasOwn(known, name))
        refuse(["when", field, index], `no ${kind} is called "${name}": name one of ${namesOf(known)}`);
    });
  };
  check("team", "teams", named.teams);
  check("channel", "channels", named.channels);
  check("author tier", "authorTiers", named.authorTiers);
  for (const clock of clockNames) {
    const calendar = targets[clock]?.calendar;
    if (calendar !== undefined && !Object.hasOwn(named.calendars, calendar))
      refuse(
        ["targets", clock, "calendar"],
        `no calendar is called "${calendar}": name one of ${namesOf(named.calendars)}`,
      );
  }
};

/** Whether `earlier` holds for everything that `later` could hold for. */
const covers = (earlier: SlaPolicy["when"], later: SlaPolicy["when"], named: Named): boolean => {
  if (earlier === "default") return true;
  const asked: When = later === "default" ? {} : later;
  return (
    coversList(earlier.categories, asked.categories, Category.options) &&
    coversList(earlier.teams, asked.teams, named.teams && Object.keys(named.teams)) &&
    coversList(earlier.languages, asked.languages, null) &&
    coversList(earlier.authorTiers, asked.authorTiers, null) &&
    coversPlaces(earlier, asked, named) &&
    (earlier.urgent === undefined || earlier.urgent === asked.urgent) &&
    (earlier.public === undefined || earlier.public === asked.public) &&
    (earlier.priorityFrom === undefined || earlier.priorityFrom <= (asked.priorityFrom ?? -1))
  );
};

/** A channel has a platform and a brand: where channels are known, all three are conditions on channels. */
const coversPlaces = (earlier: When, later: When, { channels }: Named): boolean => {
  if (channels === null)
    return (
      coversList(earlier.channels, later.channels, null) &&
      coversList(earlier.platforms, later.platforms, Platform.options) &&
      coversList(earlier.brands, later.brands, null)
    );
  const held = new Set(placesOf(earlier, channels));
  return placesOf(later, channels).every((channel) => held.has(channel));
};

const isNowhere = (when: SlaPolicy["when"], { channels }: Named): boolean =>
  channels !== null &&
  when !== "default" &&
  (when.channels ?? []).every((channel) => Object.hasOwn(channels, channel)) &&
  placesOf(when, channels).length === 0;

const placesOf = (
  { channels: asked, platforms, brands }: When,
  channels: Readonly<Record<string, Channel>>,
): string[] =>
  Object.entries(channels)
    .filter(([id, { platform, brand }]) =>
      [
        asked?.includes(id),
        platforms?.some((each) => each === platform),
        brands?.some((each) => each === brand),
      ].every((holds) => holds ?? true),
    )
    .map(([id]) => id);

/** `all` is everything there can be, where that is known. */
const coversList = (
  earlier: readonly string[] | undefined,
  later: readonly string[] | undefined,
  all: readonly string[] | null,
): boolean => {
  if (earlier === undefined) return true;
  return (later ?? all)?.every((name) => earlier.includes(name)) ?? false;
};

const namesOf = (record: object): string => Object.keys(record).join(", ") || "(none yet)";
