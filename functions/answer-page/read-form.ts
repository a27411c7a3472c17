import * as z from "zod";
import type { Action } from "./escalation.ts";
import type { Moment } from "./html/spoken-time.ts";
import { readSnooze } from "./snooze-times.ts";

/** More than any of our forms sends. */
export const maxFormBytes = 2048;

type ReadForm =
  | { readonly kind: "action"; readonly action: Action }
  /** A time that will not do, said to whoever picked it. */
  | { readonly kind: "problem"; readonly says: string }
  | { readonly kind: "unreadable" };

const Form = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["open", "acknowledge", "decline"]) }),
  z.object({ action: z.literal("snooze"), until: z.string().optional(), at: z.string().optional() }),
]);

/** What somebody pressed. */
export const readForm = (body: Uint8Array, moment: Moment): ReadForm => {
  const fields = new URLSearchParams(Buffer.from(body).toString());
  const parsed = Form.safeParse(Object.fromEntries(fields));
  if (!parsed.success) return { kind: "unreadable" };
  if (parsed.data.action !== "snooze") return { kind: "action", action: { kind: parsed.data.action } };
  const { until, at } = parsed.data;
  const wanted = readSnooze(
    { ...(until !== undefined && { until }), ...(at !== undefined && { at }) },
    moment,
  );
  return wanted.kind === "problem"
    ? wanted
    : { kind: "action", action: { kind: "snooze", until: wanted.until } };
};
