/**
 * Pages by a signed webhook, as Standard Webhooks describes it. The `webhook-id` is the page's id, so every try of one
 * page carries the same, and whoever receives it can drop the copies; what is said of the page later has an id of its own.
 */
import { createHash } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { PageMessage } from "../contracts/page.ts";
import type { OutgoingHttp } from "../outgoing/outgoing-http.ts";
import type { Pager } from "../ports/pager.ts";
import { filledSecret, type PagerSecret } from "./filled-secret.ts";
import { postPage } from "./post-page.ts";

/** Its secret has the fields `url` and `signingSecret` (`whsec_…`). */
export const webhookPager = (http: OutgoingHttp, secret: PagerSecret): Pager => ({
  destination: secret.destination,
  send: async (page, sentAt) => {
    const field = await filledSecret("webhook", secret);
    const body = JSON.stringify(page);
    const id = webhookIdOf(page, body);
    await postPage(http, {
      destination: secret.destination,
      url: field("url"),
      body,
      headers: {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
        "webhook-signature": new Webhook(field("signingSecret")).sign(id, sentAt, body),
      },
    });
  },
});

/** Each update says something new, and is itself again when it is tried again. */
const webhookIdOf = ({ id, action }: PageMessage, body: string): string => {
  switch (action) {
    case "trigger":
      return id;
    case "update":
      return `${id}:update:${createHash("sha256").update(body).digest("hex").slice(0, 16)}`;
    case "acknowledge":
    case "resolve":
      return `${id}:${action}`;
  }
};
