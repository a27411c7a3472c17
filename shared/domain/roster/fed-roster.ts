/** Rosters whose layers are kept in calendars elsewhere: which, and with what was read of them. */
import type { KeptFeed } from "./kept-feed.ts";
import type { Layer } from "./layer-shape.ts";
import type { Roster } from "./roster-shape.ts";

/** What is kept of feeds, by their names. */
export type KeptFeeds = ReadonlyMap<string, KeptFeed>;

/** The feeds of rosters, each once. */
export const feedsOf = (rosters: readonly Roster[]): string[] => [
  ...new Set(rosters.flatMap(({ layers }) => layers.flatMap(({ feed }) => feed?.secret ?? []))),
];

/** With the shifts that were read in each layer that names a feed. A feed nobody asked about is left as it is. */
export const fedRoster = (roster: Roster, feeds: KeptFeeds): Roster => ({
  ...roster,
  layers: roster.layers.map((layer) => fedLayer(layer, feeds)),
});

const fedLayer = (layer: Layer, feeds: KeptFeeds): Layer => {
  const secret = layer.feed?.secret;
  const kept = secret === undefined ? undefined : feeds.get(secret);
  if (secret === undefined || kept === undefined) return layer;
  const { read } = kept;
  return read === null
    ? { ...layer, feed: { secret }, shifts: [] }
    : { ...layer, feed: { secret, readUntil: read.until }, shifts: read.shifts };
};

/**
 * Up to when a roster says who is on call: behind what was read of a feed that is unknown, and so is all of it where
 * nobody asked for one. Infinity where it goes on for ever, and where a feed was never read: by that, there is nobody.
 */
export const knownUntil = ({ layers }: Roster): number =>
  Math.min(...layers.map(({ feed, shifts }) => layerKnownUntil(feed, shifts !== undefined)));

const layerKnownUntil = (feed: Layer["feed"], wasAsked: boolean): number => {
  if (feed === undefined) return Infinity;
  if (!wasAsked) return -Infinity;
  return feed.readUntil === undefined ? Infinity : Date.parse(feed.readUntil);
};
