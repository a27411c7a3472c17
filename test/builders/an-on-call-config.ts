import { parseConfig } from "../../infra/config/resolve-config.ts";
import pipelineConfig from "../../infra/pipeline.config.ts";
import type { PipelineConfig, PipelineConfigInput } from "../../shared/config/pipeline-config.ts";

const { service, ...others } = pipelineConfig.teams;
const { pages: _, ...withoutPages } = service ?? { takes: ["service"] as const };

/** Ada and Ben take turns at eight in the evening, Berlin time, around the clock. */
export const twoTakeTurns = {
  time_zone: "Europe/Berlin",
  layers: [
    {
      name: "turns",
      turns: [["ada"], ["ben"]],
      rotation: { type: "daily" as const, start_local: "2026-01-05T20:00" },
    },
  ],
};

/** The usual configuration, but that service is handed to whoever the roster `duty` has, then to Cem. */
export const onCallInput = (changes: Partial<PipelineConfigInput> = {}): PipelineConfigInput => ({
  ...pipelineConfig,
  responders: {
    ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["duty-webhook", "duty-topic"] },
    ben: { name: "Ben", zone: "America/New_York", reachedBy: ["duty-topic"] },
    cem: { name: "Cem", zone: "Europe/Istanbul", reachedBy: ["duty-webhook"] },
  },
  rosters: { duty: twoTakeTurns },
  escalations: { service: { levels: [{ to: [{ roster: "duty" }], waitSeconds: 300 }] } },
  catchAll: ["duty-topic"],
  teams: { ...others, service: { ...withoutPages, escalation: "service" } },
  ...changes,
});

export const anOnCallConfig = (changes: Partial<PipelineConfigInput> = {}): PipelineConfig =>
  parseConfig(onCallInput(changes), "the test's configuration");
