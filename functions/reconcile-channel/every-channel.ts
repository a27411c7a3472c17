import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WatchedChannel } from "./watched-channel.ts";

type Work = (channel: WatchedChannel, now: Date) => Promise<void>;

/** Side by side: what is wrong with one channel stops no other. Rejects behind the last with the first failure. */
export const everyChannel =
  (channels: readonly WatchedChannel[], telemetry: Telemetry, work: Work) =>
  async (tick: Date): Promise<void> => {
    const results = await Promise.allSettled(channels.map((channel) => work(channel, tick)));
    results.forEach((result, index) => {
      if (result.status === "fulfilled") return;
      telemetry.count("ReconcileFailed");
      const channelId = channels[index]?.identity.id ?? "";
      telemetry.warn("channel.failed", result.reason, { channelId });
    });
    for (const result of results) if (result.status === "rejected") throw result.reason;
  };
