import * as z from "zod";
import type { Runtime } from "../../local/runtime.ts";
import { fromBusEvent, fromLogLine, type Happening } from "./happening.ts";

const BusEvent = z.object({ detail: z.unknown() });

/** Shows what happens in a running pipeline, until what it returns is called. */
export const watchPipeline = (
  { onEvent, lambda }: Pick<Runtime, "onEvent" | "lambda">,
  show: (happening: Happening) => void,
): (() => void) => {
  const showIfAny = (happening: Happening | null): void => {
    if (happening !== null) show(happening);
  };
  const endEvents = onEvent(({ detailType, event }) =>
    showIfAny(fromBusEvent(detailType, BusEvent.parse(JSON.parse(event)).detail)),
  );
  const endLogs = lambda.onLog(({ functionName, entry }) => showIfAny(fromLogLine(functionName, entry)));
  return () => {
    endEvents();
    endLogs();
  };
};
