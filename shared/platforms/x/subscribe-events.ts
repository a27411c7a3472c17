/** What X is to tell of the brand's account. https://docs.x.com/x-api/activity/introduction */
import * as z from "zod";
import { maybe } from "../json-fields.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { Id } from "./payload.ts";
import { asApp, asBrand } from "./x-client.ts";
import { XRefused } from "./x-refused.ts";

/**
 * What a brand must hear, and its own voice, which stops clocks. Reposts say nothing new. Direct messages are left
 * out: since X encrypts them most arrive as ciphertext, and they need a consent (`dm.read`) not every brand gives.
 */
export const wantedEvents: readonly string[] = [
  "post.mention.create",
  "post.reply.create",
  "post.quote.create",
  "post.create",
  "post.delete",
];

/** Whatever an app may ask for by itself; everything else is private, and takes the brand's consent. */
const publicEvents: ReadonlySet<string> = new Set(["post.create", "post.delete"]);

const Subscriptions = z.object({
  data: z
    .array(
      z.object({
        event_type: z.string(),
        filter: z.object({ user_id: maybe(Id) }),
        webhook_id: maybe(z.string()),
        expires_at: maybe(z.iso.datetime({ offset: true })),
      }),
    )
    .default([]),
  meta: z.object({ next_token: z.string().optional() }).default({}),
});

const mostPages = 50;

/** The event types X tells this webhook of this account. */
export const subscribedEvents = async (channel: ConnectedChannel, webhookId: string): Promise<string[]> => {
  const found = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = token === undefined ? {} : { pagination_token: token };
    const { data, meta } = await asApp(channel).get("activity/subscriptions", query, Subscriptions);
    for (const { event_type, filter, webhook_id, expires_at } of data)
      if (filter.user_id === channel.channel.account && webhook_id === webhookId && isAlive(expires_at))
        found.add(event_type);
    token = meta.next_token;
    if (token === undefined) break;
  }
  return [...found];
};

const isAlive = (expiresAt: string | undefined): boolean =>
  expiresAt === undefined || Date.parse(expiresAt) > Date.now();

/** Subscribes to whatever of the wanted events is missing. */
export const subscribeEvents = async (
  channel: ConnectedChannel,
  webhookId: string,
  told: (step: string) => void,
): Promise<void> => {
  const active = await subscribedEvents(channel, webhookId);
  for (const event of wantedEvents) {
    if (active.includes(event)) told(`${event} was subscribed to already`);
    else told(await subscribe(channel, webhookId, event));
  }
};

const subscribe = async (channel: ConnectedChannel, webhookId: string, event: string): Promise<string> => {
  const client = publicEvents.has(event) ? asApp(channel) : asBrand(channel);
  const filter = { user_id: channel.channel.account };
  const wish = { event_type: event, filter, webhook_id: webhookId, tag: channel.channel.id };
  try {
    await client.post("activity/subscriptions", wish, z.unknown());
    return `subscribed to ${event}`;
  } catch (error) {
    if (error instanceof XRefused && error.status === 409) return `${event} was subscribed to already`;
    throw error;
  }
};
