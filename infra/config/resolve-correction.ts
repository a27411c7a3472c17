/** What a deployment's staff taught the classifier: the file its configuration names, whole and checked, or nothing. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { LearnedCorrection } from "../../shared/learning/learned-correction.ts";
import { chosenConfigFile, InvalidConfig } from "./resolve-config.ts";

/** Where the correction of a configuration is kept; null where it names none. */
export const correctionFile = (
  { learning }: Pick<PipelineConfig, "learning">,
  configFile = chosenConfigFile(),
): string | null =>
  learning.correction === undefined ? null : resolve(dirname(configFile), learning.correction);

export const resolveCorrection = (
  config: Pick<PipelineConfig, "learning">,
  configFile = chosenConfigFile(),
): LearnedCorrection | null => {
  const file = correctionFile(config, configFile);
  if (file === null) return null;
  try {
    return LearnedCorrection.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new InvalidConfig(
      `${file}, which learning.correction names, is not there or is no correction: \`npm run firstreply -- learn\` writes one`,
      { cause },
    );
  }
};
