/** The deployment as it is, where chatter and what is unsure run no clock: 40 % of the measured mix does. */
import { defineConfig } from "../../shared/config/define-config.ts";
import pipeline from "../../infra/pipeline.config.ts";

const clockless = new Set(["chatter", "triage"]);

export default defineConfig({
  ...pipeline,
  webhooks: { requestsPerSecond: 10_000, burst: 5000 },
  teams: Object.fromEntries(
    Object.entries(pipeline.teams).map(([id, team]) => [
      id,
      clockless.has(id) ? { ...team, replyWithinSeconds: null } : team,
    ]),
  ),
});
