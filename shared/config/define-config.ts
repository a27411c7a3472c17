import type { PipelineConfigInput } from "./pipeline-config.ts";

/** Types a configuration file while you write it; synth checks what types cannot. */
export const defineConfig = (config: PipelineConfigInput): PipelineConfigInput => config;

export const minutes = (count: number): number => count * 60;
export const hours = (count: number): number => count * 3600;
