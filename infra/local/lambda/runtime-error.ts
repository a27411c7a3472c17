/** The errors Lambda itself gives an invocation when the function's process cannot: it died, or took too long. */
import type { Outcome } from "./outcome.ts";

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export const exitError = (requestId: string, exit: Exit): Outcome =>
  failed("Runtime.ExitError", requestId, reasonOf(exit));

export const timeoutError = (requestId: string, seconds: number): Outcome =>
  failed("Sandbox.Timedout", requestId, `Task timed out after ${seconds.toFixed(2)} seconds`);

const failed = (errorType: string, requestId: string, reason: string): Outcome => ({
  failed: true,
  payload: JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${reason}` }),
});

const reasonOf = ({ code, signal }: Exit): string => {
  if (signal !== null) return `Runtime exited with error: signal: ${signalWords[signal] ?? signal}`;
  return code === 0
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${code}`;
};

/** As the Go process that supervises a real runtime prints them. */
const signalWords: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};
