import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";

/** The configuration's days, as CloudWatch Logs knows them. */
export const logRetention: Readonly<Record<PipelineConfig["retention"]["logDays"], RetentionDays>> = {
  7: RetentionDays.ONE_WEEK,
  14: RetentionDays.TWO_WEEKS,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  365: RetentionDays.ONE_YEAR,
};
