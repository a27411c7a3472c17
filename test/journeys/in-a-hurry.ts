import type { Template } from "../../infra/local/template/template.ts";

/** The template with time-outs of seconds instead of minutes, so that what is tried again is tried again now. */
export const inAHurry =
  (seconds: number) =>
  (template: Template): void => {
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === "AWS::SQS::Queue") Properties["VisibilityTimeout"] = seconds;
      if (Type === "AWS::Lambda::Function") Properties["Timeout"] = seconds;
      if (Type === "AWS::Lambda::EventSourceMapping" && "ScalingConfig" in Properties)
        Properties["ScalingConfig"] = { MaximumConcurrency: 4 };
    }
  };
