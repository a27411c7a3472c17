import * as z from "zod";
import { channelMetrics, countedBy } from "../channel-metrics.ts";
import type { ChannelHearing } from "../ports/channel-hearing.ts";
import type { SignedCall } from "./signed-client.ts";

/** CloudWatch keeps figures of five minutes for 63 days. */
const periodSeconds = 300;

const Page = z.object({
  MetricDataResults: z.array(
    z.object({ Id: z.string(), Timestamps: z.array(z.number()), Values: z.array(z.number()) }),
  ),
  NextToken: z.string().nullish(),
});

/**
 * Asks for all of a channel's metrics in one call; it is billed by the metric, not by how far back it looks. One
 * question of one service does not warrant another of the SDK's clients, so it goes over the small signed one.
 */
export const cloudWatchChannelHearing = (cloudWatch: SignedCall, namespace: string): ChannelHearing => ({
  between: async (channelId, from, to) => {
    const heard = new Map<string, Date[]>();
    let next: string | null | undefined;
    do {
      const page = Page.parse(
        await cloudWatch("GraniteServiceVersion20100801.GetMetricData", {
          StartTime: Math.floor(from.getTime() / 1000),
          EndTime: Math.ceil(to.getTime() / 1000),
          ScanBy: "TimestampAscending",
          MetricDataQueries: Object.entries(channelMetrics).map(([Id, MetricName]) => ({
            Id,
            MetricStat: {
              Metric: { Namespace: namespace, MetricName, Dimensions: dimensionsOf(channelId) },
              Period: periodSeconds,
              Stat: "Sum",
            },
          })),
          ...(next && { NextToken: next }),
        }),
      );
      for (const { Id, Timestamps, Values } of page.MetricDataResults)
        heard.set(Id, [...(heard.get(Id) ?? []), ...instantsOf(Timestamps, Values)]);
      next = page.NextToken;
    } while (next);
    const of = (id: keyof typeof channelMetrics): readonly Date[] => heard.get(id) ?? [];
    return { webhooks: of("webhooks"), handshakes: of("handshakes"), lost: of("lost") };
  },
});

const dimensionsOf = (channelId: string) => [
  { Name: "service", Value: countedBy },
  { Name: "channel", Value: channelId },
];

const instantsOf = (timestamps: readonly number[], values: readonly number[]): Date[] =>
  timestamps.filter((_, index) => (values[index] ?? 0) > 0).map((seconds) => new Date(seconds * 1000));
