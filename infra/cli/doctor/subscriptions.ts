import { channelStates } from "../connect/channel-states.ts";
import type { LastHeard } from "../connect/last-heard.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import type { Check } from "./patient.ts";

/** What `connect --check` says of each channel: whether its platform still sends. */
export const subscriptions: Check = {
  name: "subscriptions",
  look: async (patient) => {
    const states = await channelStates(patient, Object.keys(patient.config.channels));
    return states.map(({ channel, verdict, saw, next, ...heard }) => ({
      check: `subscription of ${channel}`,
      verdict,
      saw: `${saw}; ${heardText(heard, new Date())}`,
      ...(next !== undefined && { next }),
    }));
  },
};

/** Without a handshake none is spoken of: most platforms ask for one only when a webhook is registered. */
export const heardText = ({ lastEventAt, lastHandshakeAt }: LastHeard, now: Date): string => {
  const ago = (at: string): string =>
    `${spanText(Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000)))} ago`;
  const event = lastEventAt === null ? "no event is known of" : `last event ${ago(lastEventAt)}`;
  return lastHandshakeAt === null ? event : `${event}, last handshake ${ago(lastHandshakeAt)}`;
};
