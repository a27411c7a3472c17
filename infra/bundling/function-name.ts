/** The pipeline's functions: each is a folder of that name in `functions/`. */
export const functionNames = [
  "receive-webhook",
  "triage-mentions",
  "relay-events",
  "sweep-deadlines",
  "ring-deadline",
  "page-on-call",
  "answer-page",
  "reconcile-channel",
] as const;

/** Those that are there only where the configuration wants them. */
type OptionalFunctionName = "second-opinion" | "mind-rosters" | "read-feeds";
export type FunctionName = (typeof functionNames)[number] | OptionalFunctionName;
