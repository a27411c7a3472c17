import type { PlatformDoor } from "../platform-adapter.ts";
import { verify } from "./signature.ts";

/** Any system that signs the Standard Webhooks way. It greets nobody, and sends one event at a time. */
export const standardWebhooksDoor: PlatformDoor = {
  secretFields: ["signingSecret"],
  answerHandshake: () => ({
    kind: "rejected",
    status: 400,
    reason: "this channel has no handshake: post to it",
  }),
  verify,
  split: (body) => [body],
};
