import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PipelineConfigInput } from "../../../../shared/config/pipeline-config.ts";
import { onCallInput } from "../../../builders/an-on-call-config.ts";

/** The usual on-call configuration as a file of its own, or that one with some of it replaced. */
export const onCallFile = (changes: Partial<PipelineConfigInput> = {}): string => {
  const file = join(mkdtempSync(join(tmpdir(), "on-call-")), "on-call.config.mjs");
  writeFileSync(file, `export default ${JSON.stringify(onCallInput(changes))};`);
  return file;
};
