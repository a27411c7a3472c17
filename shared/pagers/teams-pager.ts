/**
 * Pages by a workflow of Microsoft Teams ("When a Teams webhook request is received"): one Adaptive Card, answered with
 * 202. The Office 365 connectors that did this before are retired. What we send cannot be changed or taken back there: what
 * became of a page is a card of its own.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
import type { PageMessage } from "../contracts/page.ts";
import type { OutgoingHttp } from "../outgoing/outgoing-http.ts";
import type { Pager } from "../ports/pager.ts";
import { customerLines } from "./customer-lines.ts";
import { filledSecret, type PagerSecret } from "./filled-secret.ts";
import { isForChat } from "./is-for-chat.ts";
import { postPage } from "./post-page.ts";

/** Its secret has the field `url`. */
export const teamsPager = (http: OutgoingHttp, secret: PagerSecret): Pager => ({
  destination: secret.destination,
  isChat: true,
  send: async (page) => {
    if (!isForChat(page)) return;
    const field = await filledSecret("teams", secret);
    await postPage(http, { destination: secret.destination, url: field("url"), body: teamsMessage(page) });
  },
});

const teamsMessage = (page: PageMessage) => ({
  type: "message",
  summary: page.title,
  attachments: [
    { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: cardOf(page) },
  ],
});

const cardOf = (page: PageMessage) => ({
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.4",
  msteams: { width: "Full" },
  body: [
    {
      type: "Container",
      style: styles[page.severity],
      bleed: true,
      items: [line(page.title, { weight: "Bolder", size: "Medium" })],
    },
    ...page.lines.map((text) => line(text)),
    ...customerLines(page).map((text) => line(text, { italic: true })),
    line(`Page ${page.id}`, { isSubtle: true, size: "Small" }),
  ],
  actions: page.links.map(({ label, url }) => ({ type: "Action.OpenUrl", title: label, url })),
});

const styles: Record<PageMessage["severity"], string> = {
  critical: "attention",
  error: "attention",
  warning: "warning",
  info: "accent",
};

/** A TextBlock would read Markdown, links included, into whatever it is given; a TextRun reads nothing into it. */
const line = (text: string, look: Readonly<Record<string, string | boolean>> = {}) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text, ...look }],
});
