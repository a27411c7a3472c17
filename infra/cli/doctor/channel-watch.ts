/** Whether channels are looked after: by what reconcile-channel remembers of each in the table. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoChannelMemories } from "../../../shared/aws/table/dynamo-channel-memories.ts";
import type { ChannelMemory } from "../../../shared/domain/channels/channel-memory.ts";
import { ChannelId } from "../../../shared/domain/ids.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

const check = "channel watch";

export const channelWatch: Check = {
  name: check,
  look: async ({ client, output, config }) => {
    const memories = dynamoChannelMemories(new DynamoDBClient(client), output("ConversationsTableName"));
    const ids = Object.keys(config.channels).map((id) => ChannelId.parse(id));
    const known = await Promise.all(ids.map((id) => memories.load(id)));
    return [judgeWatch(known, config.reconcile.everyMinutes, new Date())];
  },
};

type Looked = Pick<ChannelMemory, "channelId" | "lookedAt">;

/**
 * Every channel is looked at in every run; one that was passed over in two is not looked after. Before the first run
 * there is nothing to tell by: whether the rule that starts one is enabled is a row of its own.
 */
export const judgeWatch = (known: readonly Looked[], everyMinutes: number, now: Date): Finding => {
  const next =
    "look whether the rule that runs reconcile-channel is enabled, then at its log and dead letters";
  const [longest] = known.toSorted((one, other) => (one.lookedAt ?? "").localeCompare(other.lookedAt ?? ""));
  if (longest === undefined) return ok(check, "there is no channel to look after");
  if (known.every(({ lookedAt: at }) => at === null))
    return unknown(
      check,
      `has not looked yet; it does within ${spanText(everyMinutes * 60)} of a deploy`,
      next,
    );
  const { channelId, lookedAt } = longest;
  if (lookedAt === null)
    return wrong(
      check,
      `has never looked at ${channelId}; it does within ${spanText(everyMinutes * 60)} of a deploy`,
      next,
    );
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(lookedAt)) / 1000));
  return seconds > 2 * everyMinutes * 60
    ? wrong(check, `has not looked at ${channelId} for ${spanText(seconds)}`, next)
    : ok(check, `has looked at every channel in the last ${spanText(seconds)}`);
};
