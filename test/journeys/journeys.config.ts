/** The deployment of `pipeline.config.ts` with targets a test can wait for: service waits 4 seconds, the others long. */
import { defineConfig, minutes } from "../../shared/config/define-config.ts";
import pipeline from "../../infra/pipeline.config.ts";

export default defineConfig({
  ...pipeline,
  stackName: "Journey",
  teams: Object.fromEntries(
    Object.entries(pipeline.teams).map(([id, team]) => [
      id,
      { ...team, replyWithinSeconds: id === "service" ? 4 : minutes(30) },
    ]),
  ),
});
