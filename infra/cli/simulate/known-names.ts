/**
 * The names policies go by, and whether a mention's are among them. A slip of the keys in a past mention's team would
 * count it around the clock, and nobody would see it in the figures: so it is refused, on its line.
 */
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import type { PolicyBook } from "../../../shared/domain/promises/sla-policy.ts";
import { misspeltOf } from "../../words/nearest-of.ts";
import { unknownName } from "../../words/unknown-name.ts";
import type { SimulatedMention } from "./simulated-mention.ts";

type Kind = "team" | "channel" | "brand" | "authorTier";

type Known = {
  readonly names: readonly string[];
  /** No other name exists. Where policies alone are known, there may be more: only what looks misspelt is refused. */
  readonly isWhole: boolean;
};
export type KnownNames = Readonly<Record<Kind, Known>>;

export const namesOfConfig = (config: PipelineConfig): KnownNames => ({
  team: { names: Object.keys(config.teams), isWhole: true },
  channel: { names: Object.keys(config.channels), isWhole: true },
  brand: some(Object.values(config.channels).flatMap(({ brand }) => brand ?? [])),
  authorTier: some(Object.keys(config.authorTiers)),
});

export const namesOfBook = ({ policies, hours }: PolicyBook): KnownNames => {
  const named = (list: "teams" | "channels" | "brands" | "authorTiers"): string[] =>
    policies.flatMap(({ when }) => (when === "default" ? [] : (when[list] ?? [])));
  return {
    team: some([...Object.keys(hours), ...named("teams")]),
    channel: some(named("channels")),
    brand: some(named("brands")),
    authorTier: some(named("authorTiers")),
  };
};

/** What is wrong with the names of a mention, in a sentence; undefined where nothing is. */
export const unknownIn = (mention: Pick<SimulatedMention, Kind>, known: KnownNames): string | undefined => {
  const problems = kinds.flatMap(([kind, words]) => {
    const name = mention[kind];
    if (name === null || !isRefused(name, known[kind])) return [];
    return [`${kind}: ${unknownName(words, name, known[kind].names)}${otherwise(kind, known[kind])}`];
  });
  return problems.length === 0 ? undefined : problems.join("; ");
};

const kinds = [
  ["team", "team"],
  ["channel", "channel"],
  ["brand", "brand"],
  ["authorTier", "author tier"],
] as const;

const some = (names: readonly string[]): Known => ({ names: [...new Set(names)], isWhole: false });

const isRefused = (name: string, { names, isWhole }: Known): boolean =>
  !names.includes(name) && (isWhole || misspeltOf(name, names) !== undefined);

const otherwise = (kind: Kind, { isWhole }: Known): string =>
  kind === "team" && !isWhole
    ? ' If it is another team, give it hours: "always-on" is around the clock.'
    : "";
