/**
 * A drill goes the way of every mention, from the intake queue on, over a channel no platform can reach. What it says is
 * urgent service, whatever the model thinks of it.
 */
import { ChannelId } from "../../shared/domain/ids.ts";
import { drillChannel } from "../../shared/domain/channels/drill-channel.ts";
import type { Rule } from "../../shared/domain/judging/rule.ts";
import { parsers } from "../../shared/platforms/parsers.ts";
import type { Channel } from "./triage-mentions.ts";

export const drill: Channel = {
  id: ChannelId.parse(drillChannel),
  account: "",
  parser: parsers["standard-webhooks"],
  brand: drillChannel,
};

export const drillRule: Rule = {
  name: "drill",
  when: { channels: [ChannelId.parse(drillChannel)] },
  decides: { category: "service", urgent: true },
};
