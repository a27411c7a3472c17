/** What single fields cannot tell of the feeds that layers name. */
import type { Roster } from "../domain/roster/roster-shape.ts";
import type { Refuse } from "./check-rules.ts";
import { Key } from "./key.ts";

type Named = { readonly secret: string; readonly zone: string; readonly path: PropertyKey[] };

export const checkFeeds = (rosters: Readonly<Record<string, Roster>>, refuse: Refuse): void => {
  const named = Object.entries(rosters).flatMap(([name, { time_zone, layers }]) =>
    layers.flatMap(({ feed, shifts, time_zone: zone = time_zone }, index): Named[] => {
      if (feed === undefined) return [];
      const path = ["rosters", name, "layers", index];
      if (shifts !== undefined) refuse([...path, "feed"], "is in the place of shifts: take one of them out");
      return [{ secret: feed.secret, zone, path: [...path, "feed", "secret"] }];
    }),
  );
  named.forEach(({ secret, zone, path }, index) => {
    const key = Key.safeParse(secret);
    if (!key.success) refuse(path, key.error.issues[0]?.message ?? "is no name");
    const earlier = named.slice(0, index);
    if (earlier.some((other) => other.secret === secret && other.zone !== zone))
      refuse(path, "is read in another time zone by an earlier layer: give both the same one");
    const twin = earlier.find(
      (other) => other.secret !== secret && inOutputs(other.secret) === inOutputs(secret),
    );
    if (twin !== undefined)
      refuse(
        path,
        `differs from "${twin.secret}" by dashes only, which stack outputs leave out: pick another`,
      );
  });
};

const inOutputs = (id: string): string => id.replaceAll("-", "");
