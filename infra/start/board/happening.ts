/**
 * What the board shows: the pipeline's own events off the bus, and what its functions said in their logs. Nothing here
 * asks the pipeline anything; a board that is not looked at costs nothing.
 */
import { ConversationAnswered } from "../../../shared/contracts/conversation-answered.ts";
import { DeadlineBreached } from "../../../shared/contracts/deadline-breached.ts";
import { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import { PageSent } from "../../../shared/contracts/page-sent.ts";
import type * as z from "zod";

export type Happening =
  | { readonly kind: "routed"; readonly event: MentionRouted }
  | { readonly kind: "answered"; readonly event: z.infer<typeof ConversationAnswered.detail> }
  | { readonly kind: "breached"; readonly event: DeadlineBreached }
  | { readonly kind: "paged"; readonly event: z.infer<typeof PageSent.detail> }
  | { readonly kind: "page-received"; readonly conversationId: string; readonly repeated: boolean }
  | { readonly kind: "ignored"; readonly reason: string }
  | { readonly kind: "trouble"; readonly message: string };

/** A bus event as a happening; null for what the board has no place for. Each is checked against its contract. */
export const fromBusEvent = (detailType: string, detail: unknown): Happening | null => {
  switch (detailType) {
    case MentionRouted.detailType:
      return { kind: "routed", event: MentionRouted.detail.parse(detail) };
    case ConversationAnswered.detailType:
      return { kind: "answered", event: ConversationAnswered.detail.parse(detail) };
    case DeadlineBreached.detailType:
      return { kind: "breached", event: DeadlineBreached.detail.parse(detail) };
    case PageSent.detailType:
      return { kind: "paged", event: PageSent.detail.parse(detail) };
    default:
      return null;
  }
};

/** A function's log line as a happening; null for what everything going well says. */
export const fromLogLine = (
  functionName: string,
  line: Readonly<Record<string, unknown>>,
): Happening | null => {
  const event = String(line["event"] ?? "");
  if (event.endsWith(".ignored")) return { kind: "ignored", reason: String(line["reason"] ?? "") };
  const isTrouble = line["level"] === "WARN" || line["level"] === "ERROR";
  const cause = line["cause"] ?? line["errorMessage"] ?? "";
  return isTrouble
    ? { kind: "trouble", message: `${functionName}: ${event || "failed"} ${String(cause)}`.trim() }
    : null;
};
