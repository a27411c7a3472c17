import { ChannelId } from "../../../shared/domain/ids.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import type { Outcome, Received } from "../../../shared/platforms/platform-adapter.ts";
import { parsers } from "../../../shared/platforms/parsers.ts";

export const brandAccount = "2244994945";
export const brandPage = "109876543210987";

const received: Record<Platform, Received> = {
  x: {
    channel: { id: ChannelId.parse("x"), account: brandAccount, handle: "brand" },
    receivedAt: new Date("2026-11-21T00:00:00Z"),
  },
  facebook: {
    channel: { id: ChannelId.parse("facebook"), account: brandPage },
    receivedAt: new Date("2026-11-21T00:00:00Z"),
  },
};

/** What the default configuration's channel makes of a body. */
export const normalise = (platform: Platform, body: unknown): readonly Outcome[] =>
  parsers[platform].normalise(body, received[platform]);
