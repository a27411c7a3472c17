/**
 * Pages by an incoming webhook of Slack. What we send cannot be changed or taken back there: what became of a page
 * is a message of its own. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
import type { PageMessage } from "../contracts/page.ts";
import type { OutgoingHttp } from "../outgoing/outgoing-http.ts";
import type { Pager } from "../ports/pager.ts";
import { customerLines } from "./customer-lines.ts";
import { filledSecret, type PagerSecret } from "./filled-secret.ts";
import { isForChat } from "./is-for-chat.ts";
import { postPage } from "./post-page.ts";

/** Its secret has the field `url`. */
export const slackPager = (http: OutgoingHttp, secret: PagerSecret): Pager => ({
  destination: secret.destination,
  isChat: true,
  send: async (page) => {
    if (!isForChat(page)) return;
    const field = await filledSecret("slack", secret);
    await postPage(http, { destination: secret.destination, url: field("url"), body: slackMessage(page) });
  },
});

/** A link that Slack looks up would be followed by a machine before anybody has read it. */
const slackMessage = (page: PageMessage) => ({
  text: escaped(page.title),
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    section(`*${escaped(page.title)}*`),
    section(page.lines.map(escaped).join("\n")),
    ...[customerLines(page)]
      .filter((lines) => lines.length > 0)
      .map((lines) => section(lines.map(escaped).join("\n"))),
    ...[page.links]
      .filter((links) => links.length > 0)
      .map((links) => section(links.map(linkText).join("  ·  "))),
    { type: "context", elements: [mrkdwn(`Page ${escaped(page.id)}`)] },
  ],
});

const longestText = 3000;

/** `verbatim`: names of channels, people and addresses in it stay what they are. */
const mrkdwn = (text: string) => ({ type: "mrkdwn", text: text.slice(0, longestText), verbatim: true });
const section = (text: string) => ({ type: "section", text: mrkdwn(text) });

/** The three signs by which Slack tells text from links and from calls to everybody (`<!channel>`). */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const linkText = ({ label, url }: PageMessage["links"][number]): string =>
  `<${escaped(url).replaceAll("|", "%7C")}|${escaped(label).replaceAll("|", "/")}>`;
