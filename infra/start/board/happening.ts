/**
 * What the board shows: the pipeline's own events off the bus, and what its functions said in their logs. Nothing here
 * asks the pipeline anything; a board that is not looked at costs nothing.
 */
import { ConversationAnswered } from "../../../shared/contracts/conversation-answered.ts";
import { DeadlineBreached } from "../../../shared/contracts/deadline-breached.ts";
import { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import { OutageSuspected } from "../../../shared/contracts/outage-suspected.ts";
import type { PageMessage } from "../../../shared/contracts/page.ts";
import { PageSent } from "../../../shared/contracts/page-sent.ts";
import * as z from "zod";
import type { LocalReport } from "../../local/local-service.ts";

/** What a destination was told of a page; `repeated`, where it had been told just that before. */
export type ReceivedPage = {
  readonly action: PageMessage["action"];
  readonly title: string;
  readonly repeated: boolean;
  /** What whoever got it may open: the post, and the page that takes it. */
  readonly links?: PageMessage["links"];
};

/** What a page that is there already has become. */
export const became: Record<Exclude<PageMessage["action"], "trigger">, string> = {
  update: "updated",
  acknowledge: "acknowledged",
  resolve: "resolved",
};

export type Happening =
  | { readonly kind: "routed"; readonly event: MentionRouted }
  | { readonly kind: "answered"; readonly event: z.infer<typeof ConversationAnswered.detail> }
  | { readonly kind: "breached"; readonly event: DeadlineBreached }
  | { readonly kind: "paged"; readonly event: z.infer<typeof PageSent.detail> }
  | { readonly kind: "outage"; readonly event: OutageSuspected }
  | ({ readonly kind: "page-received" } & ReceivedPage)
  | { readonly kind: "notice"; readonly by: "chat" | "mail" | "topic"; readonly title: string }
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
    case OutageSuspected.detailType:
      return { kind: "outage", event: OutageSuspected.detail.parse(detail) };
    default:
      return null;
  }
};

/** What the runtime itself complains of, such as a call that no policy grants; null for what merely happened. */
export const fromReport = ({ service, level, message }: LocalReport): Happening | null =>
  level === "error" ? { kind: "trouble", message: `${service}: ${message}` } : null;

/** A function's log line as a happening; null for what everything going well says. */
export const fromLogLine = (functionName: string, line: unknown): Happening | null => {
  const said = LogLine.safeParse(line).data;
  if (said === undefined) return null;
  const { service = functionName, event = "failed", reason = "", level, cause, errorMessage } = said;
  if (event.endsWith(".ignored")) return { kind: "ignored", reason };
  const isTrouble = level === "WARN" || level === "ERROR";
  return isTrouble
    ? { kind: "trouble", message: `${service}: ${event} ${cause ?? errorMessage ?? ""}`.trim() }
    : null;
};

/** What Powertools and Lambda itself write, as far as the board reads it. */
const LogLine = z
  .object({
    service: z.string(),
    event: z.string(),
    reason: z.string(),
    level: z.string(),
    cause: z.string(),
    errorMessage: z.string(),
  })
  .partial();
