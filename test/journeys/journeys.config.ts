/**
 * The deployment of `pipeline.config.ts` with a channel for every platform, named after it, and with targets a test can
 * wait for: service waits 4 seconds, the others long.
 */
import { defineConfig, minutes } from "../../shared/config/define-config.ts";
import pipeline from "../../infra/pipeline.config.ts";

export default defineConfig({
  ...pipeline,
  stackName: "Journey",
  channels: {
    ...pipeline.channels,
    instagram: { platform: "instagram", account: "17841400112233445", handle: "brand" },
    whatsapp: { platform: "whatsapp", account: "106540352242922" },
    threads: { platform: "threads", account: "63055343223140", handle: "brand" },
    "standard-webhooks": { platform: "standard-webhooks" },
  },
  /** Somebody has to land in triage, whatever the model thinks of jokes. */
  rules: [
    {
      name: "jokes to triage",
      when: { keywords: ["hold music has been living in my head"] },
      decides: { category: "chatter", urgent: false, team: "triage" },
    },
  ],
  destinations: {
    ...pipeline.destinations,
    "duty-chat": { kind: "slack" },
    "duty-mail": { kind: "email", to: ["duty@brand.example"], from: "pages@brand.example" },
  },
  responders: { ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["duty-webhook"] } },
  teams: Object.fromEntries(
    Object.entries(pipeline.teams).map(([id, team]) => [
      id,
      {
        ...team,
        replyWithinSeconds: id === "service" ? 4 : minutes(30),
        pages: id === "triage" ? [...(team.pages ?? []), "duty-chat", "duty-mail"] : team.pages,
      },
    ]),
  ),
});
