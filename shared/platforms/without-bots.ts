import type { ChannelIdentity, Outcome } from "./platform-adapter.ts";
import { ignored } from "./read-entry.ts";

/** What a machine says is for nobody: a channel names the accounts that are machines. */
export const withoutBots = (outcome: Outcome, { bots = [] }: ChannelIdentity): Outcome => {
  if (outcome.outcome !== "mention") return outcome;
  const { id, handle } = outcome.mention.author;
  const isBot = bots.some((bot) => bot === id || bot.toLowerCase() === handle?.toLowerCase());
  return isBot ? ignored("a bot of this channel's list") : outcome;
};
