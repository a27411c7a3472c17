import type { Roster } from "../../shared/domain/roster/roster-shape.ts";
import type { Feed } from "./ports.ts";

/** Every feed that a layer names, once: two layers that name the same are in the same zone. */
export const feedsNamed = (
  rosters: Readonly<Record<string, Roster>>,
  secretIds: Readonly<Record<string, string>>,
): Feed[] => {
  const named = Object.values(rosters).flatMap(({ layers, time_zone }) =>
    layers.flatMap(({ feed, time_zone: zone = time_zone }) =>
      feed === undefined ? [] : [[feed.secret, zone] as const],
    ),
  );
  return [...new Map(named)].map(([name, timeZone]) => {
    const secretId = secretIds[name];
    if (secretId === undefined) throw new Error(`FEED_SECRET_IDS names no secret for the feed ${name}`);
    return { name, timeZone, secretId };
  });
};
