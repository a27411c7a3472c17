import { Mention } from "../../shared/domain/messages/mention.ts";

/** A mention of a customer whose order has not arrived, with whatever matters to the test changed. */
export const aMention = (changes: Partial<Record<keyof Mention, unknown>> = {}): Mention =>
  Mention.parse({
    id: "x:1001",
    platform: "x",
    channelId: "x",
    kind: "mention",
    text: "@brand my order hasn't arrived",
    author: { id: "77", handle: "amara", name: "Amara" },
    threadId: "1001",
    replyTo: null,
    createdAt: "2026-11-21T10:00:00.000Z",
    receivedAt: "2026-11-21T10:00:02.000Z",
    revision: 0,
    public: true,
    replyable: true,
    permalink: "https://x.com/amara/status/1001",
    ...changes,
  });
