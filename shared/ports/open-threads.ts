import type { ChannelId } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";

/** The platform's threads in which a customer of this channel waits for us. Eventually consistent. */
export type OpenThreads = {
  readonly of: (channel: {
    readonly id: ChannelId;
    readonly platform: Platform;
    readonly limit: number;
  }) => Promise<readonly string[]>;
};
