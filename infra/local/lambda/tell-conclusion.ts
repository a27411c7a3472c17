import type { LocalPlace } from "../local-service.ts";
import { sendToDestination } from "../send-to-destination.ts";
import type { Concluded } from "./asynchronous-invocations.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";
import { deadLetter, destinationRecord } from "./failure-record.ts";
import type { FunctionDefinition } from "./function-definition.ts";

/**
 * Sends the end of an asynchronous invocation to the destinations its function has. One that cannot be reached is
 * reported, and the record is lost, as on AWS.
 */
export const tellConclusion = async (
  place: LocalPlace,
  definition: FunctionDefinition,
  { onFailureArn, onSuccessArn }: EventInvokeConfig,
  concluded: Concluded,
): Promise<void> => {
  const failed = concluded.condition !== "Success";
  const record = destinationRecord(definition, concluded, new Date());
  const sends = [
    { arn: failed ? onFailureArn : onSuccessArn, record },
    { arn: failed ? definition.deadLetterArn : undefined, record: deadLetter(concluded) },
  ];
  for (const send of sends) {
    if (send.arn === undefined) continue;
    await sendToDestination(place, send.arn, definition.roleArn, send.record).catch((error: unknown) =>
      place.report({
        at: new Date(),
        service: "lambda",
        level: "error",
        message: `How ${definition.name} ended could not be told to ${send.arn}: ${String(error)}`,
        facts: { requestId: concluded.requestId },
      }),
    );
  }
};
