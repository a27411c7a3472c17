/** The mention of a drill, as the intake queue takes it: of a channel no platform can reach, from nobody, to be answered by nobody. */
import type { ReceivedWebhook } from "../../../shared/contracts/received-webhook.ts";
import { drillAuthor, drillChannel } from "../../../shared/domain/channels/drill-channel.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { conversationIdOf } from "../../../shared/domain/messages/mention.ts";

type Drill = {
  readonly conversationId: ConversationId;
  readonly message: ReceivedWebhook & { readonly body: string };
};

/** `id` tells this drill from every other; `responder` is whom it is for, or null for whoever is on call. */
export const drillMention = (id: string, responder: string | null, now: Date): Drill => {
  const author = { id: drillAuthor(responder) };
  const receivedAt = now.toISOString();
  const data = {
    id,
    threadId: id,
    text: "This is a drill: nobody is waiting. Take it, and that is all.",
    author,
    public: false,
    kind: "message",
    createdAt: receivedAt,
  };
  return {
    conversationId: conversationIdOf({
      platform: "standard-webhooks",
      threadId: `${drillChannel}/${id}`, // a sender's ids are told apart by their channel
      author,
    }),
    message: {
      channelId: drillChannel,
      receivedAt,
      encoding: "text",
      part: "1/1",
      body: JSON.stringify({ type: "mention.created", data }),
    },
  };
};
