/** The `Environment.Variables` a template may give a function, refused where Lambda refuses them. */
import * as z from "zod";

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const reserved = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

const limitBytes = 4096;

const Name = z
  .string()
  .regex(/^[a-zA-Z]\w+$/, { error: "not a name Lambda accepts for a variable" })
  .refine((name) => !reserved.has(name), { error: "reserved by Lambda, so a template cannot set it" });

export const FunctionEnvironment = z
  .record(Name, z.string())
  .refine((variables) => sizeOf(variables) <= limitBytes, {
    error: `more than the ${limitBytes} bytes Lambda allows for all variables together`,
  });

const sizeOf = (variables: Record<string, string>): number =>
  Buffer.byteLength(Object.entries(variables).flat().join(""));
