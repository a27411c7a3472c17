/** The board for a log file or a pipe: one line for each thing that happens. */
import { isReplyClock } from "../../../shared/domain/clocks/clock.ts";
import { fitText } from "./fit-text.ts";
import { became, type Happening, type ReceivedPage } from "./happening.ts";
import { outageLine } from "./outage-line.ts";

export const plainLine = (happening: Happening): string => {
  switch (happening.kind) {
    case "routed": {
      const { platform, team, classification, priority, mention, dueAt } = happening.event;
      const { category, confidence, reasons, urgent } = classification;
      const clock = dueAt === null ? "no clock" : `due ${dueAt}`;
      const who = mention.author.handle ?? mention.author.name ?? "somebody";
      return `routed    ${category} ${Math.round(confidence * 100)}%${urgent ? ", urgent" : ""}, priority ${priority.total} -> ${team} queue, ${clock}  ${platform} ${who}: ${short(mention.text)}  (${reasons.join("; ")})`;
    }
    case "answered": {
      const state = happening.event.clocks.findLast(isReplyClock)?.state;
      return `answered  ${happening.event.conversationId}  ${state === "breached" ? "too late" : "in time"}`;
    }
    case "breached":
      return `too late  ${happening.event.conversationId}  was due ${happening.event.clock.dueAt}`;
    case "paged":
      return `paged     ${happening.event.conversationId}  at ${happening.event.destinations.join(", ")}`;
    case "outage":
      return `outage    ${outageLine(happening.event)}`;
    case "page-received":
      return pageLine(happening);
    case "notice":
      return `notice    ${happening.title}  by ${happening.by}`;
    case "ignored":
      return `ignored   ${happening.reason}`;
    case "trouble":
      return `trouble   ${happening.message}`;
  }
};

const pageLine = ({ action, title, repeated, links = [] }: ReceivedPage): string => {
  const again = repeated ? " again, under the same id" : "";
  const open = links.map(({ label, url }) => `\n          ${label}: ${url}`).join("");
  if (action === "trigger") return `page      ${title}  arrived${again}${open}`;
  return `${`${became[action]}  `.padEnd(10)}${title}${again && ` ${again}`}`;
};

const short = (text: string | null): string => (text === null ? "(ids only)" : fitText(text, 80).trim());
