/**
 * What is remembered of a channel between two looks at it. Every change is a value made from the one before; whoever
 * keeps it writes the change only if nobody else was first, so that two who look at once do not both spend.
 */
import * as z from "zod";
import { ChannelId } from "../ids.ts";
import { Silence } from "./silence.ts";

const Instant = z.iso.datetime();

/** Money for reading, as a platform charges it. Days and months are UTC's, as they are on the platform's bill. */
export const Spent = z.strictObject({
  day: z.string(),
  dayDollars: z.number().nonnegative(),
  month: z.string(),
  monthDollars: z.number().nonnegative(),
});
export type Spent = z.infer<typeof Spent>;

/** A time in which the platform spoke and we did not hear. `to` is null while it lasts. */
export const Outage = z.strictObject({
  from: Instant,
  to: Instant.nullable(),
  /** Up to where the platform was asked to deliver again; starts at `from`. */
  replayedTo: Instant,
  /** Whether what was said in it has been looked for. */
  isSearched: z.boolean(),
});
export type Outage = z.infer<typeof Outage>;

/** The platform refuses us: since when, how often on end, why, and when to ask again. */
export const Refusal = z.strictObject({
  since: Instant,
  times: z.int().positive(),
  reason: z.string(),
  againAt: Instant,
});
export type Refusal = z.infer<typeof Refusal>;

export const ChannelMemory = z.strictObject({
  channelId: ChannelId,
  /** Grows by one with every change; 0 is a channel nobody has looked at. */
  version: z.int().nonnegative(),
  lookedAt: Instant.nullable(),
  /** When the platform last said that it would deliver. */
  activeAt: Instant.nullable(),
  outage: Outage.nullable(),
  /** Up to when everything said was looked for, but for what the bookmark still names. */
  searchedTo: Instant.nullable(),
  /** Where its connector goes on searching; only the connector reads it. */
  bookmark: z.string().nullable().default(null),
  spent: Spent.nullable(),
  refusal: Refusal.nullable(),
  /** Silences people were told of, and that still last. */
  silences: z.array(Silence),
});
export type ChannelMemory = z.infer<typeof ChannelMemory>;

export const nothingRemembered = (channelId: ChannelId): ChannelMemory => ({
  channelId,
  version: 0,
  lookedAt: null,
  activeAt: null,
  outage: null,
  searchedTo: null,
  bookmark: null,
  spent: null,
  refusal: null,
  silences: [],
});
