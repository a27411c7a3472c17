import type { ConnectedChannel, PlatformConnector, Subscription } from "../platform-connector.ts";
import { findMissed } from "./find-missed.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { findWebhook, registerWebhook } from "./register-webhook.ts";
import { requestReplay } from "./request-replay.ts";
import { subscribedEvents, subscribeEvents, wantedEvents } from "./subscribe-events.ts";

const inspect = async (channel: ConnectedChannel): Promise<Subscription> => {
  const { expiresAt } = channel.access;
  const token = { tokenExpiresAt: expiresAt === "" ? undefined : expiresAt };
  const webhook = await findWebhook(channel);
  if (webhook === undefined) return { state: "missing", active: [], missing: wantedEvents, ...token };
  const active = await subscribedEvents(channel, webhook.id);
  const missing = wantedEvents.filter((event) => !active.includes(event));
  const whole = missing.length === 0 ? "active" : "partial";
  return { state: webhook.valid ? whole : "invalid", active, missing, ...token };
};

/** Webhooks belong to the app and take its bearer token; the brand's mentions take the brand's consent, renewed every two hours. */
export const xConnector: PlatformConnector = {
  accessFields: ["bearerToken", "clientId", "[clientSecret]", "accessToken", "refreshToken", "[expiresAt]"],
  inspect,
  connect: async (channel, told) => {
    const { id } = await registerWebhook(channel, told);
    await subscribeEvents(channel, id, told);
  },
  replay: requestReplay,
  missed: findMissed,
  refresh: refreshTokens,
};
