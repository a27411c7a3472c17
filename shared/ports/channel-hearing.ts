import type { ChannelId } from "../domain/ids.ts";

/** When a channel was heard, as `receive-webhook` counted it: each oldest first, to five minutes. */
export type ChannelHearing = {
  readonly between: (
    channelId: ChannelId,
    from: Date,
    to: Date,
  ) => Promise<{
    readonly webhooks: readonly Date[];
    readonly handshakes: readonly Date[];
    /** Webhooks that came, and that we failed to take. */
    readonly lost: readonly Date[];
  }>;
};
