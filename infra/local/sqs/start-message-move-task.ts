import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import type { SqsQueue, SqsStore } from "./fauxqs.ts";

const Input = z.looseObject({ SourceArn: z.string(), DestinationArn: z.string().optional() });
const Redrive = z.object({ deadLetterTargetArn: z.string() });

/**
 * Gives the waiting messages of a dead-letter queue back to the queue they came from, all at once. A message does not
 * remember where it came from: where several queues share a dead-letter queue, DestinationArn must say.
 */
export const startMessageMoveTask = (store: SqsStore, given: unknown) => {
  const { SourceArn, DestinationArn } = Input.parse(given);
  const source = store.getQueueByArn(SourceArn);
  if (source === undefined) throw missing(SourceArn);
  const destination =
    DestinationArn === undefined ? onlyOrigin(store, source) : store.getQueueByArn(DestinationArn);
  if (destination === undefined) throw missing(DestinationArn ?? "");
  source.processTimers();
  for (const message of source.messages.splice(0))
    destination.enqueue({ ...message, approximateReceiveCount: 0 });
  return { TaskHandle: randomUUID() };
};

const onlyOrigin = (store: SqsStore, deadLetters: SqsQueue): SqsQueue => {
  const origins = [...store.allQueues()].filter(
    ({ attributes }) => deadLetterArnOf(attributes) === deadLetters.arn,
  );
  const [origin] = origins;
  if (origin !== undefined && origins.length === 1) return origin;
  throw new AwsError({
    code: "InvalidParameterValue",
    message: `${origins.length} queues send their dead letters to ${deadLetters.name}; DestinationArn must name one queue.`,
  });
};

const deadLetterArnOf = ({ RedrivePolicy }: Readonly<Record<string, string>>): string | undefined =>
  RedrivePolicy === undefined ? undefined : Redrive.parse(JSON.parse(RedrivePolicy)).deadLetterTargetArn;

const missing = (arn: string): AwsError =>
  new AwsError({ code: "ResourceNotFoundException", message: `There is no queue ${arn} in the template.` });
