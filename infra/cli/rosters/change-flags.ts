import * as z from "zod";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import type { OpenRoster } from "./open-rosters.ts";
import { configFlag } from "./read-rosters.ts";
import { When } from "./when.ts";

/** What every command takes that changes a roster. */
export const changeFlags = {
  by: z
    .string()
    .trim()
    .min(1, "is empty: write a name")
    .max(100, "is too long")
    .regex(/^\P{Cc}*$/u, "is told on pages: write it on one line")
    .default("staff")
    .describe("who says so"),
  yes: z.boolean().default(false).describe("does not ask, and keeps it whatever is wrong with it"),
  config: configFlag,
  ...deploymentFlags,
};

export const timeFlags = {
  from: When.optional().describe(
    "from when on, on the roster's own wall unless it says otherwise; now, unless told",
  ),
  to: When.describe("until when"),
};

type Typed = { readonly from?: z.infer<typeof When> | undefined; readonly to: z.infer<typeof When> };

/** Read on the wall of the roster. */
export const timesIn = ({ roster: { time_zone }, now }: OpenRoster, { from, to }: Typed) => ({
  from: (from?.(time_zone) ?? now).toISOString(),
  to: to(time_zone).toISOString(),
});

export const rosterPositional = z.string().min(1).describe("a roster of the configuration, by name");
