/** What this deployment is. Every value is checked at synth, and ships with the functions: one deploy changes both. */
import { defineConfig, hours, minutes } from "../shared/config/define-config.ts";

export default defineConfig({
  stackName: "FirstReply",

  channels: {
    x: { platform: "x", account: "2244994945", handle: "brand" },
    facebook: { platform: "facebook", account: "109876543210987" },
  },

  teams: {
    service: {
      takes: ["service"],
      replyWithinSeconds: { urgent: minutes(15), normal: hours(1) },
      pages: ["duty-webhook", "duty-topic"],
    },
    sales: { takes: ["sales"], replyWithinSeconds: hours(2), pages: ["duty-topic"] },
    chatter: { takes: ["chatter"], replyWithinSeconds: hours(24), pages: ["duty-topic"] },
    triage: { takes: ["unsure"], pages: ["duty-webhook", "duty-topic"] },
  },

  destinations: {
    "duty-webhook": { kind: "webhook" },
    "duty-topic": { kind: "sns" },
  },
});
