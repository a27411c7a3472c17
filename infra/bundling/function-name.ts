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
const optionalFunctionNames = ["second-opinion", "mind-rosters", "read-feeds"] as const;

export const allFunctionNames = [...functionNames, ...optionalFunctionNames] as const;
export type FunctionName = (typeof allFunctionNames)[number];
