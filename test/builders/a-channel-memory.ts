import { nothingRemembered, type ChannelMemory } from "../../shared/domain/channels/channel-memory.ts";
import { ChannelId } from "../../shared/domain/ids.ts";

/** A channel that was fine a quarter of an hour before three in the morning. */
export const aChannelMemory = (changes: Partial<ChannelMemory> = {}): ChannelMemory => ({
  ...nothingRemembered(ChannelId.parse("x")),
  version: 7,
  lookedAt: "2026-11-21T02:45:00.000Z",
  activeAt: "2026-11-21T02:45:00.000Z",
  searchedTo: "2026-11-21T02:45:00.000Z",
  ...changes,
});
