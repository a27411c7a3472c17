import type { Runtime } from "../../local/runtime.ts";
import { queueNameOf } from "../../queue-name.ts";

/** What waits in each queue of the stack's outputs, under the name people know it by; dead letters together, first. */
export const queueCounts = ({
  outputs,
  queueDepths,
}: Pick<Runtime, "outputs" | "queueDepths">): Map<string, number> => {
  const depths = new Map(
    queueDepths().map(({ name, visible, inFlight, delayed }) => [name, visible + inFlight + delayed]),
  );
  const waiting = (url: string): number => depths.get(url.split("/").at(-1) ?? "") ?? 0;
  const counts = new Map([["dead letters", 0]]);
  let dead = 0;
  for (const [output, url] of Object.entries(outputs)) {
    if (output.endsWith("DeadLetterUrl")) dead += waiting(url);
    if (output.endsWith("QueueUrl")) counts.set(queueNameOf(output), waiting(url));
  }
  return counts.set("dead letters", dead);
};
