/**
 * Turns the feeds of a written configuration that are files into shifts, before anybody else reads it: a layer
 * `{ name, feed: "rota.ics" }` becomes one of plain shifts. They reach from the start of this month until a whole year
 * after its last day, so equal files give equal bundles for weeks, the year that synth looks at is always in them, and
 * whoever keeps the rota in a file deploys when it changes, at least once a year. A feed whose address is a secret is
 * read while the pipeline runs, by `read-feeds`.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as z from "zod";
import { readFeed } from "../../shared/ical/read-feed.ts";
import type { Responder } from "../../shared/ical/responders.ts";
import { problemText } from "../../shared/ical/shift.ts";
import { Unreadable } from "../../shared/ical/unreadable.ts";

const months = 14;

const FedLayer = z.looseObject({
  feed: z.string().min(1, "name a file, seen from this one"),
  time_zone: z.string().optional(),
});
const Written = z.looseObject({
  responders: z
    .record(z.string(), z.looseObject({ name: z.string().optional(), email: z.string().optional() }))
    .optional(),
  rosters: z
    .record(
      z.string(),
      z.looseObject({ time_zone: z.string().optional(), layers: z.array(z.unknown()).optional() }),
    )
    .optional(),
});

/** A configuration whose rosters hold shifts only. All else in it is left as it is: its own schema will judge it. */
export const expandFeeds = (configFile: string, today: Date) =>
  Written.transform(({ responders = {}, rosters, ...rest }, context) => {
    const people = Object.entries(responders).map(([id, { name, email }]): Responder => ({
      id,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
    }));
    const window = windowOf(today);
    const layerOf = (layer: unknown, timeZone: string, path: PropertyKey[]): unknown => {
      const fed = FedLayer.safeParse(layer).data;
      if (fed === undefined) return layer;
      const { feed, ...others } = fed;
      const read = readFile(resolve(dirname(configFile), feed), {
        ...window,
        timeZone: fed.time_zone ?? timeZone,
        responders: people,
      });
      const refuse = (message: string): void =>
        context.addIssue({ code: "custom", path: [...path, "feed"], message });
      for (const problem of read.problems) refuse(`${feed}: ${problem}`);
      if ("shifts" in others) refuse("is in the place of shifts: take one of them out");
      return { ...others, shifts: read.shifts };
    };
    const expanded = Object.entries(rosters ?? {}).map(([name, roster]) => {
      const { time_zone: zone = "UTC", layers = [] } = roster;
      const read = layers.map((layer, index) => layerOf(layer, zone, ["rosters", name, "layers", index]));
      return [name, roster.layers === undefined ? roster : { ...roster, layers: read }] as const;
    });
    return {
      ...rest,
      ...(Object.keys(responders).length > 0 && { responders }),
      ...(rosters !== undefined && { rosters: Object.fromEntries(expanded) }),
    };
  });

const windowOf = (today: Date) => {
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  return { from: new Date(Date.UTC(year, month, 1)), to: new Date(Date.UTC(year, month + months, 1)) };
};

type Read = { readonly shifts: readonly object[]; readonly problems: readonly string[] };

const readFile = (file: string, options: Parameters<typeof readFeed>[1]): Read => {
  if (!existsSync(file)) return { shifts: [], problems: ["there is no such file beside the configuration"] };
  try {
    const { shifts, problems } = readFeed(readFileSync(file, "utf8"), options);
    return { shifts, problems: problems.map(problemText) };
  } catch (error) {
    if (error instanceof Unreadable) return { shifts: [], problems: [error.message] };
    if (error instanceof RangeError) return { shifts: [], problems: ["names a time zone that is none"] };
    throw error;
  }
};
