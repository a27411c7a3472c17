import { triageMentions, type Channel } from "../../../functions/triage-mentions/triage-mentions.ts";
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { parsers } from "../../../shared/platforms/parsers.ts";
import { memoryOutageWatches } from "../../doubles/memory-outage-watches.ts";
import { aRouting } from "../../builders/a-routing.ts";
import { aTextJudgement } from "../../builders/a-text-judgement.ts";
import { memoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { channels } from "../../shared/platforms/channel.ts";

/** Triage as it is deployed, on a table in memory, with a channel for every platform. */
export const aPipeline = () => {
  const table = memoryTable();
  const outageWatches = memoryOutageWatches();
  const telemetry = recordedTelemetry();
  const setAside: { readonly entry: unknown; readonly reason: string }[] = [];
  const triage = triageMentions({
    channels: Object.fromEntries(
      Platform.options.map((platform): [string, Channel] => [
        platform,
        { ...channels[platform], parser: parsers[platform], brand: "brand" },
      ]),
    ),
    classify: (text) => aTextJudgement(/price|plan|buy|open/iu.test(text) ? "sales" : "service"),
    rules: [],
    routing: aRouting(),
    conversations: table,
    outageWatches,
    setAside: async (_, entry, reason) => void setAside.push({ entry, reason }),
    telemetry,
  });
  return {
    table,
    outageWatches,
    telemetry,
    setAside,
    /** Hands over one body as the intake queue would. */
    deliver: (platform: Platform, body: unknown, receivedAt = "2026-11-21T00:00:00.000Z"): Promise<void> =>
      triage({
        webhook: { channelId: platform, receivedAt, encoding: "text", part: "1/1" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    /** Every conversation as it stands, by id. */
    heads: (): ReadonlyMap<string, Conversation> =>
      new Map(table.stream.map((conversation) => [conversation.id, conversation])),
  };
};
