import * as z from "zod";
import type { ConnectedChannel } from "../platform-connector.ts";
import { findWebhook } from "./register-webhook.ts";
import { asApp } from "./x-client.ts";
import { XRefused } from "./x-refused.ts";

const minuteMs = 60_000;
/** What X keeps, and how old each end of a span has to be. */
const limits = { keptMs: 24 * 60 * minuteMs, fromAgeMs: 31 * minuteMs, toAgeMs: 10 * minuteMs };
/** X advises jobs of about this length, one at a time. */
const longestJobMs = 120 * minuteMs;

/**
 * Has X deliver an outage again. A job takes two hours at most: of a longer outage the first two that X still has, so
 * that whoever asks again, from there, gets the rest. False where X cannot: nothing of it is kept, it is not yet old
 * enough, another job is running, or our webhook is gone.
 * https://docs.x.com/x-api/webhooks/create-replay-job-for-webhook
 */
export const requestReplay = async (
  channel: ConnectedChannel,
  outage: { readonly from: Date; readonly to: Date },
): Promise<boolean> => {
  const span = replayableSpan(outage, new Date());
  const webhook = span === null ? undefined : await findWebhook(channel);
  if (span === null || webhook === undefined) return false;
  const job = { webhook_id: webhook.id, from_date: minuteOf(span.from), to_date: minuteOf(span.to) };
  try {
    await asApp(channel).post("webhooks/replay", job, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof XRefused && error.status === 409) return false;
    throw error;
  }
};

/** The part of an outage one job can cover now; null where there is none. */
export const replayableSpan = (
  outage: { readonly from: Date; readonly to: Date },
  now: Date,
): { readonly from: Date; readonly to: Date } | null => {
  const oldest = Math.max(outage.from.getTime(), now.getTime() - limits.keptMs + 2 * minuteMs);
  const from = Math.floor(oldest / minuteMs) * minuteMs;
  const lastMinute = Math.ceil(outage.to.getTime() / minuteMs) * minuteMs;
  // What begins and ends within minutes is asked for in whole ones, so the longest job may be one longer.
  const longest = from + longestJobMs + minuteMs;
  const to = Math.min(lastMinute, now.getTime() - limits.toAgeMs - minuteMs, longest);
  if (from > now.getTime() - limits.fromAgeMs || to <= from) return null;
  return { from: new Date(from), to: new Date(to) };
};

/** `yyyymmddhhmm`, in UTC. */
const minuteOf = (instant: Date): string => instant.toISOString().replaceAll(/\D/gu, "").slice(0, 12);
