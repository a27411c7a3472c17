import { ChannelId } from "../../../shared/domain/ids.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import { parsers } from "../../../shared/platforms/parsers.ts";
import type { ChannelIdentity, Outcome } from "../../../shared/platforms/platform-adapter.ts";

export const brandAccount = "2244994945";
export const brandPage = "109876543210987";
export const brandInstagram = "17841400112233445";
export const brandPhone = "106540352242922";
export const brandThreads = "63055343223140";

const channelId = (id: string) => ChannelId.parse(id);

/** One channel of the brand on every platform. */
export const channels: Record<Platform, ChannelIdentity> = {
  x: { id: channelId("x"), account: brandAccount, handle: "brand" },
  facebook: { id: channelId("facebook"), account: brandPage },
  instagram: { id: channelId("instagram"), account: brandInstagram, handle: "brand" },
  whatsapp: { id: channelId("whatsapp"), account: brandPhone },
  threads: { id: channelId("threads"), account: brandThreads, handle: "brand" },
  "standard-webhooks": { id: channelId("reviews"), account: "" },
};

const receivedAt = new Date("2026-11-21T00:00:00Z");

/** What the brand's channel makes of a body. */
export const normalise = (
  platform: Platform,
  body: unknown,
  changes: Partial<ChannelIdentity> = {},
): readonly Outcome[] =>
  parsers[platform].normalise(body, { channel: { ...channels[platform], ...changes }, receivedAt });
