import { cloudWatchChannelHearing } from "../../../shared/aws/cloudwatch-channel-hearing.ts";
import { AwsCallFailed } from "../../../shared/aws/signed-client.ts";
import { ChannelId } from "../../../shared/domain/ids.ts";
import { historyDays } from "../../../shared/domain/channels/silence.ts";
import { signedCall } from "../deployment/signed-call.ts";
import type { Place } from "./open-channel.ts";

export type LastHeard = {
  readonly lastEventAt: string | null;
  readonly lastHandshakeAt: string | null;
};

/**
 * When a channel was heard last in the past 30 days, as `receive-webhook` counts it, to five minutes. Null where it was
 * not, or where whoever answers keeps no such figures.
 */
export const lastHeard = async (
  { client, config }: Pick<Place, "client" | "config">,
  id: string,
): Promise<LastHeard> => {
  const hearing = cloudWatchChannelHearing(signedCall(client, "monitoring", "1.0"), config.stackName);
  const now = new Date();
  const from = new Date(now.getTime() - historyDays * 86_400_000);
  try {
    const { webhooks, handshakes } = await hearing.between(ChannelId.parse(id), from, now);
    return { lastEventAt: lastOf(webhooks), lastHandshakeAt: lastOf(handshakes) };
  } catch (error) {
    if (!(error instanceof AwsCallFailed) || !/UnknownOperation/u.test(error.code)) throw error;
    return { lastEventAt: null, lastHandshakeAt: null };
  }
};

const lastOf = (instants: readonly Date[]): string | null => instants.at(-1)?.toISOString() ?? null;
