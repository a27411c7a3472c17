import * as z from "zod";
import { Platform } from "../domain/platform.ts";
import { Silence } from "../domain/channels/silence.ts";
import { eventSource } from "./event-contract.ts";

/** A channel was not heard for far longer than usual, or its platform stopped checking on us. Raised once a silence. */
export const ChannelSilent = {
  source: eventSource,
  detailType: "ChannelSilent",
  detail: z.strictObject({
    /** `channel:<channel>:silent:<reason>:<since>`, the same for every copy of the event. */
    id: z.string().min(1),
    occurredAt: z.iso.datetime(),
    platform: Platform,
    channelId: z.string(),
    ...Silence.shape,
    /** For a person: where to look, and what to run. */
    whatToDo: z.string().min(1),
  }),
};
export type ChannelSilent = z.infer<typeof ChannelSilent.detail>;
