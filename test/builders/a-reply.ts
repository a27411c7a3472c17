import { Reply } from "../../shared/domain/messages/reply.ts";

/** The brand's answer to the mention of `aMention`, six minutes later. */
export const aReply = (changes: Partial<Record<keyof Reply, unknown>> = {}): Reply =>
  Reply.parse({
    id: "x:2001",
    platform: "x",
    channelId: "x",
    text: "@amara so sorry, it is on its way",
    threadId: "1001",
    replyTo: "1001",
    toAuthorId: null,
    public: true,
    createdAt: "2026-11-21T10:06:00.000Z",
    receivedAt: "2026-11-21T10:06:01.000Z",
    permalink: "https://x.com/brand/status/2001",
    ...changes,
  });
