/**
 * What PagerDuty makes of the events it is sent, as far as somebody has to see it: one alert for each `dedup_key`, which
 * what comes later changes, takes or ends. https://developer.pagerduty.com/docs/send-alert-event
 */
import * as z from "zod";
import type { ReceivedPage } from "./board/happening.ts";

const routingKeyLength = 32;

const AlertEvent = z.discriminatedUnion("event_action", [
  z.object({
    event_action: z.literal("trigger"),
    routing_key: z.string().length(routingKeyLength),
    dedup_key: z.string().min(1),
    payload: z.object({ summary: z.string().min(1) }),
  }),
  z.object({
    event_action: z.enum(["acknowledge", "resolve"]),
    routing_key: z.string().length(routingKeyLength),
    dedup_key: z.string().min(1),
  }),
]);

/** Notes an event. Throws for what PagerDuty would refuse; null for what is about no alert it knows, and changes nothing. */
export type AlertBook = (event: unknown) => ReceivedPage | null;

export const openAlertBook = (): AlertBook => {
  const alerts = new Map<string, { readonly title: string; readonly action: string }>();
  return (event) => {
    const told = AlertEvent.parse(event);
    const known = alerts.get(told.dedup_key);
    if (told.event_action === "trigger") {
      const title = told.payload.summary;
      alerts.set(told.dedup_key, { title, action: "trigger" });
      if (known === undefined || known.action === "resolve")
        return { action: "trigger", title, repeated: false };
      const repeated = known.title === title;
      return { action: repeated ? "trigger" : "update", title, repeated };
    }
    if (known === undefined) return null;
    const { event_action: action } = told;
    alerts.set(told.dedup_key, { ...known, action });
    return { action, title: known.title, repeated: known.action === action };
  };
};
