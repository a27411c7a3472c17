/**
 * What `receive-webhook` counts for each channel, and `reconcile-channel` reads again: whether a channel is silent is
 * told from these alone, so that hearing a mention costs one log line more and no write.
 */
export const channelMetrics = {
  /** Verified webhooks that are on the intake queue. */
  webhooks: "WebhooksReceived",
  /** Challenges of the platform that we answered. */
  handshakes: "HandshakesAnswered",
  /** Webhooks that were not taken because something of ours failed. */
  lost: "WebhooksLost",
} as const;

/** The function that counts them, as their `service` dimension says. */
export const countedBy = "receive-webhook";
