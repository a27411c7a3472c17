/**
 * Pages by PagerDuty's Events API v2: an alert for each page, found again by its `dedup_key`. 202 says it was taken; a
 * resolve of what is not open is taken as well, and changes nothing.
 * https://developer.pagerduty.com/docs/events-api-v2-overview
 */
import type { PageMessage } from "../contracts/page.ts";
import type { AboutRoster } from "../domain/pages/about-roster.ts";
import type { OutgoingHttp } from "../outgoing/outgoing-http.ts";
import { whyNotTo, type Reach } from "../outgoing/where-to.ts";
import type { Pager } from "../ports/pager.ts";
import { filledSecret, type PagerSecret } from "./filled-secret.ts";
import { postPage } from "./post-page.ts";
import { shortId } from "./short-id.ts";

const longestKey = 255;
const longestSummary = 1024;

type EventsApi = {
  /** `https://events.pagerduty.com` */
  readonly api: string;
  /** What is on this machine never gets there: there it is the `standIn` of the secret, which nobody else reads. */
  readonly reach: Reach;
};

/** Its secret has the field `routingKey`, of an Events API v2 integration. */
export const pagerdutyPager = (
  http: OutgoingHttp,
  { api, reach }: EventsApi,
  secret: PagerSecret,
): Pager => ({
  destination: secret.destination,
  send: async (page, sentAt) => {
    const field = await filledSecret("pagerduty", secret);
    const isElsewhere = reach === "this machine" && whyNotTo(api, reach) !== null;
    const base = (isElsewhere && field("standIn")) || api;
    await postPage(http, {
      destination: secret.destination,
      url: `${base.replace(/\/$/u, "")}/v2/enqueue`,
      body: {
        routing_key: field("routingKey"),
        dedup_key: shortId(page.id, longestKey),
        event_action: page.action === "update" ? "trigger" : page.action,
        ...(isAlert(page) ? alertOf(page, sentAt) : {}),
      },
    });
  },
});

const isAlert = ({ action }: PageMessage): boolean => action === "trigger" || action === "update";

const alertOf = (page: PageMessage, sentAt: Date) => ({
  client: "First Reply",
  links: page.links.map(({ label, url }) => ({ href: url, text: label })),
  payload: {
    summary: page.title.slice(0, longestSummary),
    severity: page.severity,
    timestamp: sentAt.toISOString(),
    ...placeOf(page),
    custom_details: {
      what: page.lines.join("\n"),
      about: page.about,
      ...(page.customer === undefined ? {} : { customer: page.customer }),
    },
  },
});

/** PagerDuty's own words for where it comes from, by which people there group and route. */
const placeOf = ({ about }: PageMessage) => {
  switch (about.kind) {
    case "conversation":
      return { source: about.channelId, component: about.team, class: about.reason };
    case "outage":
      return { source: about.brand, class: about.kind };
    case "roster":
      return { source: sourceOf(about.problem), class: about.kind };
    case "shift":
      return { source: about.roster, class: about.kind };
    case "alarm":
      return { source: "First Reply", class: about.kind };
  }
};

const sourceOf = (problem: AboutRoster["problem"]): string => {
  switch (problem.kind) {
    case "gap":
      return problem.team;
    case "left":
    case "ends":
      return problem.roster;
    case "stale":
    case "unread":
      return problem.feed;
  }
};
