/** Who can be reached and how, who is on call when, and up which ladders a conversation is handed. */
import * as z from "zod";
import { Time } from "../domain/calendar/calendar-shape.ts";
import { isZone } from "../domain/calendar/offset-at.ts";
import { EscalationPolicy } from "../domain/escalation/escalation-policy.ts";
import { Roster } from "../domain/roster/roster-shape.ts";
import { Key } from "./key.ts";

/** A person who may reply. */
const Responder = z.strictObject({
  /** As colleagues call them: it is on pages, and under what they did. */
  name: z.string().trim().min(1, "write their name").max(100),
  /** The zone they live in: times on their pages are told in it. */
  zone: z.string().refine(isZone, "is no time zone: write an IANA name like Europe/Berlin"),
  /** Destinations that wake them, in order: the next is tried where one takes no page. */
  reachedBy: z.array(Key).min(1, "name a destination that reaches them"),
  /** How a feed of shifts may call them, beside their key and their name. */
  email: z.email("write an e-mail address").optional(),
});

const minutesText = "write a number of minutes from 0, which tells nobody, to 720";

export const onCallConfig = {
  responders: z.record(Key, Responder).default({}),
  rosters: z.record(Key, Roster).default({}),
  escalations: z.record(Key, EscalationPolicy).default({}),
  /** Destinations for when nobody anywhere is on call, or can be reached; an alarm rings beside them. */
  catchAll: z.array(Key).default([]),
  /** What people are told of rosters without anybody being in trouble. */
  notices: z
    .strictObject({
      /** How long before somebody's time on call begins they are told what waits for them; 0 tells nobody. */
      beforeShiftMinutes: z.int().min(0, minutesText).max(720, minutesText).default(15),
      /** Whether whoever begins is handed a list of what is open, and whoever ends one of what they still hold. */
      atHandOver: z.boolean().default(true),
      /** From when on, each day, the catch-all is told what is wrong with the fortnight to come. */
      dailyAt: Time.default("09:00"),
      /** On whose wall that is. */
      zone: z
        .string()
        .refine(isZone, "is no time zone: write an IANA name like Europe/Berlin")
        .default("UTC"),
    })
    .prefault({}),
};

export const teamOnCall = {
  /** The ladder its conversations are handed up, by name; left out, `pages` is all of it. */
  escalation: Key.optional(),
  /** The ladder for urgent service, at once, and for whatever runs out, while the team's hours are over. */
  outOfHours: Key.optional(),
  /** Whether a clock's first warning begins the ladder, and not only its breach. */
  pagesOnWarning: z.boolean().default(false),
  /** Says that there are hours in which urgent service has nobody on call, and that this is meant so. */
  mayHaveNobodyOnCall: z.boolean().default(false),
};
